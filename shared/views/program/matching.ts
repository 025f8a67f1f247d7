/** The thresholds of matching: changed only after a look at what that would change, and tried on two records. */
import type { Field, InputValues } from '../../contract/field.ts';
import type { Message } from '../../contract/value.ts';
import type { Block } from '../../contract/view.ts';
import type { MatchSettings } from '../../domain/matching.ts';
import { RELOAD } from '../frame.ts';
import { action, instant, msg, number, text, word } from '../make.ts';
import { numberOf, textOf } from '../read.ts';
import { shownReasons } from '../reasons.ts';
import type { ComputedPreview, ProgramPageState, ThresholdPreview, TriedCompany } from './state.ts';

export function thresholdForm({ rules, preview, computing }: ProgramPageState) {
  const { sureAt, likelyAt } = preview?.settings ?? computing?.settings ?? rules.matching;
  const threshold = (name: 'sureAt' | 'likelyAt', value: number): Field => ({
    kind: 'number',
    name,
    label: msg(`threshold.${name}`),
    help: msg(`threshold.${name}.help`),
    required: true,
    min: 0,
    max: 100,
    value,
  });
  return {
    title: msg('threshold.title'),
    fields: [threshold('sureAt', sureAt), threshold('likelyAt', likelyAt)],
    submit: msg('threshold.preview'),
  };
}

/** Null: one of them was left empty. */
export function thresholdInput(values: InputValues): MatchSettings | null {
  const [sureAt, likelyAt] = [numberOf(values['sureAt']), numberOf(values['likelyAt'])];
  return sureAt === null || likelyAt === null ? null : { sureAt, likelyAt };
}

export function thresholdBlocks(disabled: Message | null): Block[] {
  return [
    {
      kind: 'form',
      title: msg('threshold.title'),
      action: {
        ...action('previewThresholds', msg('threshold.preview'), { look: 'primary', disabled }),
        form: { name: 'thresholds' },
      },
    },
  ];
}

export function previewBlocks(preview: ThresholdPreview | null, disabled: Message | null): Block[] {
  if (preview === null) return [];
  const { before, after, settings, writes } = preview;
  const row = (tier: 'sure' | 'likely') => ({
    id: tier,
    cells: { tier: word(`tier.${tier}`), before: number(before[tier]), after: number(after[tier]) },
    actions: [],
  });
  return [
    {
      kind: 'table',
      title: msg('preview.title', { sureAt: settings.sureAt, likelyAt: settings.likelyAt }),
      columns: [
        { key: 'tier', label: msg('overlap.tier'), align: 'start' },
        { key: 'before', label: msg('preview.before'), align: 'end' },
        { key: 'after', label: msg('preview.after'), align: 'end' },
      ],
      rows: [row('sure'), row('likely')],
      actions: [
        action('saveThresholds', msg('action.save'), {
          look: 'primary',
          disabled,
          targets: [String(settings.sureAt), String(settings.likelyAt)],
        }),
      ],
      empty: msg('preview.none'),
    },
    {
      kind: 'notice',
      tone: 'info',
      message: msg('preview.writes', { count: writes }),
      actions: [],
    },
  ];
}

/** Said while the figures are on their way, or when they are not to come. */
export function computingBlocks(computing: ComputedPreview | null): Block[] {
  if (computing === null) return [];
  const { settings, state, startedAt } = computing;
  const { sureAt, likelyAt } = settings;
  const isRunning = state === 'running';
  return [
    {
      kind: 'notice',
      tone: isRunning ? 'info' : 'warning',
      message: isRunning
        ? msg('preview.computing', { sureAt, likelyAt, at: instant(startedAt) })
        : msg('preview.failed', { sureAt, likelyAt }),
      actions: isRunning ? [RELOAD] : [],
    },
  ];
}

const TRIED = ['name', 'website', 'country', 'registrationNumber'] as const;
const SIDES = ['ours', 'theirs'] as const;
type TriedField = `${(typeof SIDES)[number]}${Capitalize<(typeof TRIED)[number]>}`;

const fieldOf = (side: (typeof SIDES)[number], name: (typeof TRIED)[number]) =>
  `${side}${name[0]?.toUpperCase() ?? ''}${name.slice(1)}` as TriedField;

export function trialForm({ trial }: ProgramPageState) {
  const fields = SIDES.flatMap((side) =>
    TRIED.map((name): Field => ({
      kind: 'text',
      name: fieldOf(side, name),
      label: msg(`trial.${side}`, { field: word(`company.${name}`) }),
      required: name === 'name',
      maxLength: 255,
      value: trial?.[side][name] ?? null,
    })),
  );
  return { title: msg('trial.title'), fields, submit: msg('trial.run') };
}

/** The two companies to compare. A name left empty stays empty, and matching says so. */
export function trialInput(values: InputValues): { ours: TriedCompany; theirs: TriedCompany } {
  const read = (side: (typeof SIDES)[number], name: (typeof TRIED)[number]) =>
    textOf(values[fieldOf(side, name)])?.trim() || null;
  const company = (side: (typeof SIDES)[number]): TriedCompany => ({
    name: read(side, 'name') ?? '',
    website: read(side, 'website'),
    country: read(side, 'country'),
    registrationNumber: read(side, 'registrationNumber'),
  });
  return { ours: company('ours'), theirs: company('theirs') };
}

export function trialBlocks({ trial }: ProgramPageState): Block[] {
  const form: Block = {
    kind: 'form',
    title: msg('trial.title'),
    action: { ...action('tryMatch', msg('trial.run')), form: { name: 'trial' } },
  };
  if (trial === null) return [form];
  const { match, ours, theirs } = trial;
  const tone = { sure: 'good', likely: 'warning', no: 'neutral' } as const;
  const result: Block = {
    kind: 'suggestions',
    title: msg('trial.result'),
    items: [
      {
        id: 'trial',
        name: text(`${ours.name} – ${theirs.name}`.slice(0, 600)),
        badges: [{ label: msg('overlap.tier'), value: word(`tier.${match.tier}`), tone: tone[match.tier] }],
        facts: [{ label: msg('overlap.score'), value: number(match.score) }],
        reasons: shownReasons(match.reasons),
        actions: [],
      },
    ],
    empty: msg('preview.none'),
  };
  return [form, result];
}
