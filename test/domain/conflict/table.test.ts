/** The table kind × exclusivity × product × protection → verdict: every cell, through the verdict itself. */
import { describe, expect, test } from 'vitest';
import {
  type ConflictKind,
  KIND_OUTCOME,
  meetingKind,
  type Exclusivity,
  type Sameness,
  type Standing,
  verdictOn,
} from '../../../shared/domain/conflict.ts';
import { protect, type Registration } from '../../../shared/domain/registration.ts';
import type { DealRole } from '../../../shared/domain/team.ts';
import { approved, claim, deal, facts, NOW, rulesOf, submitted, takesPart } from './claims.ts';

const EXCLUSIVITIES: readonly Exclusivity[] = ['shared', 'productFamily', 'deal'];
const SAMENESSES: readonly Sameness[] = ['same', 'other', 'unknown'];
const STANDINGS: readonly Standing[] = ['none', 'pending', 'protected', 'remembered'];

/** A role of each exclusivity in the standard rules, and a shared one beside which it is free. */
const ROLE: Readonly<Record<Exclusivity, DealRole>> = {
  shared: 'implementation',
  productFamily: 'resell',
  deal: 'lead',
};

/**
 * What a part finds in another claim that holds its role: R role clash, P protected account, j join, . nothing.
 * Columns: product same, other, unknown. Rows: how the other claim stands. By exclusivity and deal.
 */
const TAKEN: Readonly<Record<Exclusivity, Readonly<Record<Sameness, Readonly<Record<Standing, string>>>>>> = {
  shared: {
    same: { none: '...', pending: 'j.j', protected: 'j.j', remembered: '...' },
    other: { none: '...', pending: '...', protected: '...', remembered: '...' },
    unknown: { none: '...', pending: 'j.j', protected: 'j.j', remembered: '...' },
  },
  productFamily: {
    same: { none: '...', pending: 'R.R', protected: 'R.R', remembered: 'P.P' },
    other: { none: '...', pending: 'R.R', protected: 'R.R', remembered: 'P.P' },
    unknown: { none: '...', pending: 'R.R', protected: 'R.R', remembered: 'P.P' },
  },
  deal: {
    same: { none: '...', pending: 'RRR', protected: 'RRR', remembered: 'PPP' },
    other: { none: '...', pending: '...', protected: '...', remembered: '...' },
    unknown: { none: '...', pending: 'RRR', protected: 'RRR', remembered: 'PPP' },
  },
};
/** The same where the program protects whole accounts: what a product family of its own let through is held. */
const TAKEN_WIDE = {
  ...TAKEN,
  productFamily: {
    same: { ...TAKEN.productFamily.same, protected: 'RPR', remembered: 'PPP' },
    other: { ...TAKEN.productFamily.other, protected: 'RPR', remembered: 'PPP' },
    unknown: { ...TAKEN.productFamily.unknown, protected: 'RPR', remembered: 'PPP' },
  },
};

const KIND: Readonly<Record<string, ConflictKind | null>> = {
  R: 'roleClash',
  P: 'protectedAccount',
  j: 'complements',
  '.': null,
};

interface Cell {
  exclusivity: Exclusivity;
  taken: boolean;
  product: Sameness;
  deal: Sameness;
  standing: Standing;
  covers: 'productFamily' | 'account';
  kind: ConflictKind | null;
}

const CELLS: Cell[] = EXCLUSIVITIES.flatMap((exclusivity) =>
  SAMENESSES.flatMap((dealIs) =>
    STANDINGS.flatMap((standing) =>
      SAMENESSES.flatMap((product, column) =>
        (['productFamily', 'account'] as const).flatMap((covers) =>
          [true, false].map((taken) => {
            const table = covers === 'account' ? TAKEN_WIDE : TAKEN;
            // A role that nobody holds complements as a shared one does.
            const row = (taken ? table : TAKEN)[taken ? exclusivity : 'shared'][dealIs][standing];
            const kind = KIND[row[column] ?? '.'] ?? null;
            return { exclusivity, taken, product, deal: dealIs, standing, covers, kind };
          }),
        ),
      ),
    ),
  ),
);

/** The other claim of a cell: of partner B, with the role of the claim or with one beside it. */
function rivalOf({ exclusivity, taken, product, deal: dealIs, standing }: Cell): Registration[] {
  const of: Partial<Registration> = {
    participants: [takesPart('B', taken ? [ROLE[exclusivity]] : ['managedService'])],
    products: { same: ['edge ', 'Core'], other: ['Core'], unknown: [] }[product],
    deal: { same: 'D1', other: 'D2', unknown: null }[dealIs],
  };
  const protection = protect(NOW - 86_400_000, 90, 'Europe/Berlin');
  const past = protect(NOW - 100 * 86_400_000, 90, 'Europe/Berlin');
  switch (standing) {
    case 'pending':
      return (['submitted', 'inReview', 'moreInfo', 'appealed'] as const).map((state) =>
        submitted('regB', 1, { ...of, state }),
      );
    case 'protected':
      return [approved('regB', 1, of), approved('regB', 9, of)];
    case 'remembered':
      return [submitted('regB', 1, { ...of, state: 'converted', protection })];
    case 'none':
      return [
        claim('regB', of),
        submitted('regB', 9, of),
        approved('regB', 1, { ...of, protection: past }),
        submitted('regB', 1, { ...of, state: 'converted', protection: past }),
        ...(['rejected', 'withdrawn', 'expired'] as const).map((state) =>
          submitted('regB', 1, { ...of, state, protection }),
        ),
      ];
  }
}

describe('the table', () => {
  test('has every cell', () => expect(CELLS).toHaveLength(3 * 3 * 4 * 3 * 2 * 2));

  test.each(CELLS)(
    '$exclusivity, taken $taken, product $product, deal $deal, $standing, covers $covers: $kind',
    (cell) => {
      const { kind, ...meeting } = cell;
      expect(meetingKind(meeting)).toBe(kind);
      const rules = rulesOf({ protection: { covers: cell.covers } });
      const own = submitted('regA', 5, {
        deal: 'D1',
        participants: [takesPart('A', [ROLE[cell.exclusivity]])],
      });
      for (const rival of rivalOf(cell)) {
        const verdict = verdictOn(own, facts([rival], { deals: [deal('D1')] }), rules, NOW);
        expect(verdict.findings.map((one) => one.kind)).toEqual(kind === null ? [] : [kind]);
        expect(verdict.outcome).toBe(kind === null ? 'clear' : KIND_OUTCOME[kind]);
        expect(verdict.joins).toBe(kind === 'complements' ? 'regB' : null);
      }
    },
  );
});
