/** Bounds on one exchange that the SDK does not set: how long it may take and how much it may bring. */
import { CrmError } from '../../ports.ts';

const DEADLINE = 30_000;
const LARGEST_ANSWER = 32 * 1024 * 1024;

/**
 * @param stop ends the wait for the work, with its own reason
 * @throws CrmError `down` when the work takes longer than 30 seconds or the connection fails.
 */
export async function withDeadline<T>(place: string, work: () => Promise<T>, stop?: AbortSignal): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let end = (): void => undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const error = new CrmError(
      { kind: 'down' },
      `${place}: no answer from HubSpot within ${DEADLINE / 1_000} s`,
    );
    timer = setTimeout(() => reject(error), DEADLINE);
    end = () => reject(stop?.reason as Error);
    stop?.addEventListener('abort', end);
  });
  try {
    return await Promise.race([work(), late]);
  } catch (cause) {
    if (cause instanceof CrmError) throw cause;
    // fetch reports every failure to connect or to read on as a TypeError.
    if (!(cause instanceof TypeError)) throw cause;
    throw new CrmError({ kind: 'down' }, `${place}: HubSpot could not be reached`, { cause });
  } finally {
    clearTimeout(timer);
    stop?.removeEventListener('abort', end);
  }
}

/** @throws CrmError `garbled` when the answer is larger than any that HubSpot sends. */
export async function readText(response: Response, place: string): Promise<string> {
  if (!response.body) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > LARGEST_ANSWER)
      throw new CrmError({ kind: 'garbled' }, `${place}: HubSpot's answer is too large`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
