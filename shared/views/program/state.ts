/** What the channel manager's program page is made of. */
import type { Match, MatchSettings } from '../../domain/matching.ts';
import type { ProgramRules } from '../../domain/program.ts';
import type { Freshness } from '../frame.ts';

export interface ConnectionFacts {
  readonly id: string;
  /** What the org or portal calls itself. */
  readonly name: string;
  readonly state: 'working' | 'slow' | 'reconnect' | 'limited';
  /** UTC milliseconds of the last successful reading; null: never. */
  readonly readAt: number | null;
  /** Calls of the day; null where the CRM does not say. */
  readonly calls: { readonly used: number; readonly limit: number } | null;
}

export interface RunFacts {
  readonly id: string;
  readonly kind: 'mapping' | 'import' | 'changes' | 'provisioning';
  readonly startedAt: number;
  readonly state: 'running' | 'done' | 'failed' | 'stopped';
  readonly written: number;
  readonly unchanged: number;
  readonly failed: number;
}

/** A company as a person types it in to try the matching. */
export interface TriedCompany {
  readonly name: string;
  readonly website: string | null;
  readonly country: string | null;
  readonly registrationNumber: string | null;
}

export interface MatchTrial {
  readonly ours: TriedCompany;
  readonly theirs: TriedCompany;
  readonly match: Match;
}

/** What other thresholds would change, counted over every account. */
export interface ThresholdPreview {
  readonly settings: MatchSettings;
  /** Pairs by tier: as it is, and as it would be. */
  readonly before: { readonly sure: number; readonly likely: number };
  readonly after: { readonly sure: number; readonly likely: number };
  /** Records that would be written. */
  readonly writes: number;
}

export interface ComputedPreview {
  readonly settings: MatchSettings;
  readonly state: 'running' | 'failed';
  /** UTC milliseconds. */
  readonly startedAt: number;
}

/** A step that provisioning would take, in the CRM's names. */
export interface PlannedStep {
  readonly kind: 'createObject' | 'createField' | 'widenField' | 'grant' | 'conflict';
  readonly name: string;
  readonly detail: string | null;
}

export interface ProgramPageState extends Freshness {
  readonly rules: ProgramRules;
  readonly version: number;
  readonly connections: readonly ConnectionFacts[];
  readonly runs: readonly RunFacts[];
  /** Null: not asked. */
  readonly plan: readonly PlannedStep[] | null;
  readonly trial: MatchTrial | null;
  readonly preview: ThresholdPreview | null;
  /** A look at other thresholds that has no figures yet, or will have none; null: none was asked for. */
  readonly computing: ComputedPreview | null;
  /** Who says who the channel managers are: the CRM by its own means, or the settings of our app in it. */
  readonly managersBy: 'crm' | 'settings';
  /** Who can decide on registrations. */
  readonly deciders: readonly { readonly id: string; readonly name: string }[];
  /** In which amounts are entered; null: the CRM has told none yet. */
  readonly currency: string | null;
  readonly mayEdit: boolean;
}
