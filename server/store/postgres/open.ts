import type { WholeStore } from '../whole.ts';
export async function openPostgres(_: { url: string }): Promise<WholeStore> {
  throw new Error('not yet');
}
