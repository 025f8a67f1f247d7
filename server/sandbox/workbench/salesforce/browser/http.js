/** Asks the org as the user of the page, and answers or throws as the platform's own services do. */
/* global fetch */

/** @throws {{ok: false, status: number, statusText: string, body: object}} what a component gets as `error` */
export async function post(name, body) {
  const response = await fetch(`/cards/salesforce/post/${name}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = JSON.parse(await response.text());
  if (response.ok) return answer;
  const { status, statusText } = response;
  const [first = answer] = [answer].flat();
  throw { ok: false, status, statusText, body: { statusCode: status, ...first } };
}

/** @param path below `/services/data/vNN.N`, with its query */
export const uiApi = (path) => post('ui-api', { path });
