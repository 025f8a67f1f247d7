/** Keeps the deployments of an org; one that fails, or was only a check, is taken back whole. */
import { makeId } from '../ids.ts';
import type { OrgState } from '../state.ts';
import { DeployRun, type Message } from './deployRun.ts';
import type { Undo } from './objectXml.ts';
import { openPackage } from './package.ts';
import { Problem } from './problem.ts';

export interface Deployment {
  id: string;
  checkOnly: boolean;
  success: boolean;
  at: number;
  messages: Message[];
}

export class Deployments {
  readonly #org: OrgState;
  readonly #done = new Map<string, Deployment>();

  constructor(org: OrgState) {
    this.#org = org;
  }

  get(id: string): Deployment | undefined {
    return this.#done.get(id);
  }

  run(zip: Buffer, checkOnly: boolean): Deployment {
    const undo: Undo = [];
    let messages: Message[];
    try {
      messages = new DeployRun(this.#org, openPackage(zip), undo).all();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      messages = [
        {
          componentType: '',
          fullName: 'package.xml',
          fileName: 'package.xml',
          success: false,
          created: false,
          problem: error.message,
        },
      ];
    }
    const success = messages.every((message) => message.success);
    if (!success || checkOnly) while (undo.length > 0) undo.pop()?.();
    this.#org.forgetAccess();
    const id = makeId('0Af', this.#done.size + 1);
    const deployment = { id, checkOnly, success, at: this.#org.world.now(), messages };
    this.#done.set(id, deployment);
    return deployment;
  }
}
