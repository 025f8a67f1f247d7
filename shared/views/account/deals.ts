/** Where partners take part at this account: in its open deals, and after the sale. */
import type { Block } from '../../contract/view.ts';
import { account, deal, list, limited, msg, word } from '../make.ts';
import type { AccountCardState } from './state.ts';

const MOST = 60;

export function openDealsTable({ openDeals }: AccountCardState): Block {
  const { shown, more } = limited(openDeals, MOST);
  return {
    kind: 'table',
    title: msg('openDeals.title'),
    columns: [
      { key: 'deal', label: msg('openDeals.deal'), align: 'start' },
      { key: 'partner', label: msg('part.partner'), align: 'start' },
      { key: 'roles', label: msg('part.roles'), align: 'start' },
    ],
    rows: shown.map((part) => ({
      id: `${part.deal.id}/${part.partner.id}`,
      cells: {
        deal: deal(part.deal),
        partner: account(part.partner),
        roles: list(part.roles.map((role) => word(`role.${role}`))),
      },
      actions: [],
    })),
    actions: [],
    empty: msg('openDeals.empty'),
    ...more,
  };
}

export function afterSaleTable({ afterSale }: AccountCardState): Block {
  const { shown, more } = limited(afterSale, MOST);
  return {
    kind: 'table',
    title: msg('afterSale.title'),
    columns: [
      { key: 'partner', label: msg('part.partner'), align: 'start' },
      { key: 'role', label: msg('part.roles'), align: 'start' },
      { key: 'deal', label: msg('openDeals.deal'), align: 'start' },
    ],
    rows: shown.map((part) => ({
      id: `${part.deal.id}/${part.partner.id}/${part.role}`,
      cells: { partner: account(part.partner), role: word(`role.${part.role}`), deal: deal(part.deal) },
      actions: [],
    })),
    actions: [],
    empty: msg('afterSale.empty'),
    ...more,
  };
}
