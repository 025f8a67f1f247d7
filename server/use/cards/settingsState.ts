/** Gathers the settings page, and changes who the channel managers are. */
import {
  managerInput,
  type ChannelManager,
  type SettingsPageState,
} from '../../../shared/views/settingsPage.ts';
import type { ActRequest } from '../../../shared/contract/request.ts';
import type { Refused } from './refusal.ts';
import { ageOf, type Desk } from './desk.ts';

/** The CRM's ids. */
export interface ManagerIds {
  readonly users: readonly string[];
  readonly teams: readonly string[];
}

/** Where it is kept who the channel managers are, for a CRM that cannot say so itself. */
export interface ManagerSettings {
  read(): Promise<ManagerIds>;
  /** Changes what stands there now, durably. */
  change(change: (present: ManagerIds) => ManagerIds): Promise<void>;
}

export const SETTINGS_ACTS = ['addManager', 'removeManager'] as const;

/** Null: the CRM says by its own means who they are, or the viewer is neither one of them nor a super admin. */
export async function settingsState(desk: Desk): Promise<SettingsPageState | null> {
  const { context, caller, access, managers } = desk;
  if (!managers) return null;
  const mayEdit = await context.crm.mayAdminister(caller.user);
  if (!mayEdit && access.role !== 'Channel Manager') return null;
  const [{ users, teams }, people] = await Promise.all([managers.read(), context.crm.people()]);
  const everyone = people.map(({ user, name }): ChannelManager => ({ kind: 'user', id: user, name }));
  const allTeams = new Map(people.flatMap((person) => person.teams.map(({ id, name }) => [id, name])));
  const known: ChannelManager[] = [
    ...[...allTeams].map(([id, name]): ChannelManager => ({ kind: 'team', id, name })),
    ...everyone.filter(({ id }) => id !== ''),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
  const isNamed = ({ kind, id }: ChannelManager) => (kind === 'user' ? users : teams).includes(id);
  const standing = known.filter(isNamed);
  // Someone who has left is still named, and can be removed.
  const gone = (
    [
      ['user', users],
      ['team', teams],
    ] as const
  ).flatMap(([kind, ids]) =>
    ids
      .filter((id) => !standing.some((one) => one.kind === kind && one.id === id))
      .map((id): ChannelManager => ({ kind, id, name: id })),
  );
  return {
    stamp: null,
    age: await ageOf(desk, null),
    managers: [...standing, ...gone],
    candidates: known.filter((one) => !isNamed(one)),
    mayEdit,
  };
}

/** Undefined: done. What is set whole may be set twice. */
export async function changeManagers(
  { context, caller, managers }: Desk,
  { action, targets: [kind, id], values }: ActRequest,
): Promise<Refused | undefined> {
  if (!managers) return { code: 'request.unknownAction' };
  if (!(await context.crm.mayAdminister(caller.user))) return { code: 'refused.superAdmin' };
  if (action === 'removeManager') {
    const without = (ids: readonly string[], one: ChannelManager['kind']) =>
      ids.filter((present) => one !== kind || present !== id);
    await managers.change(({ users, teams }) => {
      return { users: without(users, 'user'), teams: without(teams, 'team') };
    });
  } else {
    const added = managerInput(values);
    const people = await context.crm.people();
    const isThere = (one: (typeof added)[number]) =>
      people.some(({ user, teams }) =>
        one.kind === 'user' ? user === one.id : teams.some((team) => team.id === one.id),
      );
    if (added.length === 0 || !added.every(isThere)) return { code: 'managers.missing', field: 'user' };
    const withNew = (ids: readonly string[], kind: ChannelManager['kind']) => [
      ...new Set([...ids, ...added.filter((one) => one.kind === kind).map((one) => one.id)]),
    ];
    await managers.change(({ users, teams }) => {
      return { users: withNew(users, 'user'), teams: withNew(teams, 'team') };
    });
  }
  context.log('managers.changed', { user: caller.user });
  return undefined;
}
