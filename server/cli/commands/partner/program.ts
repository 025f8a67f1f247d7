/** `sf partner program`: the channel manager's rules of a connection. */
import { Flags } from '@salesforce/sf-plugins-core';
import { parseProgram, type ProgramRules } from '../../../../shared/domain/program.ts';
import { Refusal } from '../../../use/context.ts';
import { changeProgram, refreshRules } from '../../../use/rules.ts';
import { textOf } from '../../files.ts';
import { connectionFlag, PartnerCommand } from '../../partnerCommand.ts';
import { wordsOf } from '../../words.ts';

const words = wordsOf('program');

export type ProgramResult = { version: number; rules: ProgramRules };

export class Program extends PartnerCommand<ProgramResult> {
  static override readonly summary = words.getMessage('summary');
  static override readonly description = words.getMessage('description');
  static override readonly examples = words.getMessages('examples');
  static override readonly flags = {
    connection: connectionFlag,
    set: Flags.string({ summary: words.getMessage('flags.set.summary') }),
  };

  override async run(): Promise<ProgramResult> {
    const { flags } = await this.parse(Program);
    const wanted = flags.set === undefined ? null : await readProgram(flags.set);
    return this.withConnection(flags, async (context) => {
      if (wanted) {
        await refreshRules(context);
        const version = await changeProgram(context, wanted, null);
        this.log(words.getMessage('done', [String(version)]));
        return { version, rules: wanted };
      }
      const { program: rules, version } = await refreshRules(context);
      this.log(JSON.stringify(rules, null, 2));
      return { version, rules };
    });
  }
}

async function readProgram(path: string): Promise<ProgramRules> {
  const parsed = parseProgram(jsonOf(await textOf(path, words), path));
  if ('rules' in parsed) return parsed.rules;
  throw new Refusal(
    'program.refused',
    words.getMessage('refused', [parsed.problem]),
    words.getMessage('refused.next'),
  );
}

function jsonOf(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const message = words.getMessage('unreadable', [path, error.message]);
    throw new Refusal('file.unreadable', message, words.getMessage('unreadable.next'));
  }
}
