/** Asks the workbench, which stands where HubSpot's own servers would. */

/** @throws Error that says what the workbench answered */
export async function post<Answer>(name: string, body: unknown): Promise<Answer> {
  const response = await fetch(`/cards/hubspot/post/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The workbench answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
}
