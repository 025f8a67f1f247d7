/** Asks the server: one POST each, through HubSpot, which signs it. */
import type {
  CardAnswer,
  RefusalAnswer,
  SearchAnswer,
  ViewAnswer,
} from '@alongside/shared/contract/answer.ts';
import type { CardRequest } from '@alongside/shared/contract/request.ts';
import { hubspot } from '@hubspot/ui-extensions';
import { SERVER } from './server.ts';

/** Milliseconds; HubSpot itself gives up at 15 s, and then says less. */
const PATIENCE = 13_000;

/** What the server answers each kind of request with. */
interface Answers {
  view: ViewAnswer | RefusalAnswer;
  act: ViewAnswer | RefusalAnswer;
  search: SearchAnswer | RefusalAnswer;
}

/** No answer of ours came: the server is down, too slow, or something else spoke for it. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
}

/** @throws Unanswered */
export async function ask<Request extends CardRequest>(request: Request): Promise<Answers[Request['ask']]> {
  const answer = unwrapped(await answerOf(request));
  if (!isAnswer(answer)) throw new Unanswered('the answer is none of a card server');
  return answer as Answers[Request['ask']];
}

async function answerOf(request: CardRequest): Promise<unknown> {
  try {
    const response = await hubspot.fetch(`${SERVER}/cards/hubspot/${request.ask}`, {
      method: 'POST',
      timeout: PATIENCE,
      body: { ...request },
    });
    return await response.json();
  } catch (error) {
    throw new Unanswered('no answer from the server', { cause: error });
  }
}

/** HubSpot puts an answer that was no success into an envelope of its own; ours says more. */
function unwrapped(answer: unknown): unknown {
  return typeof answer === 'object' && answer !== null && 'responseBody' in answer
    ? answer.responseBody
    : answer;
}

function isAnswer(answer: unknown): answer is CardAnswer {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && 'words' in answer;
}
