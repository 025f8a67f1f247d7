/** Every statement of the store, once for both databases. */
import type { Dialect } from './dialect.ts';

const DOCUMENTS = 'tenant = $1 and collection = $2';

/** Lists travel as one JSON parameter, so that a statement looks the same for one row and for thousands. */
export function statements(dialect: Dialect) {
  const { among, strings, rows, now } = dialect;
  return {
    get: `select body from document where ${DOCUMENTS} and id = $3`,
    many: `select id, body from document where ${DOCUMENTS} and ${among('id', '$3')}`,
    page: `select id, body from document where ${DOCUMENTS} and id >= $3 and id < $4 order by id limit $5`,
    ids: `select id from document where ${DOCUMENTS} and id >= $3 and id < $4 order by id limit $5`,
    count: `select count(*) from document where ${DOCUMENTS} and id >= $3 and id < $4`,
    byKeys: `select k.value, (
        select ${dialect.gather('h.id')} from (
          select id from document_key where ${DOCUMENTS} and key = k.value order by id limit $4
        ) as h
      ) from ${strings('$3', 'k')}`,
    idsByKey: `select id from document_key where ${DOCUMENTS} and key >= $3 and key < $4 order by key, id limit $5`,
    /** $3: [[from, below, place], …] */
    countByKey: `select r.value ->> 2, (
        select count(*) from document_key
        where ${DOCUMENTS} and key >= r.value ->> 0 and key < r.value ->> 1
      ) from ${rows('$3', 'r')}`,
    /** $3: [[id, body, keys as JSON], …] */
    put: `insert into document (tenant, collection, id, body, keys)
      select $1, $2, r.value ->> 0, r.value ->> 1, r.value ->> 2 from ${rows('$3', 'r')} where true
      on conflict (tenant, collection, id) do update set body = excluded.body, keys = excluded.keys`,
    addKeys: `insert into document_key (tenant, collection, key, id)
      select $1, $2, k.value, r.value ->> 0
      from ${rows('$3', 'r')} cross join ${strings('r.value ->> 2', 'k')} where true
      on conflict do nothing`,
    dropKeys: dialect.dropKeys,
    remove: `delete from document where ${DOCUMENTS} and ${among('id', '$3')}`,
    /** Jumps from tenant to tenant through the index instead of reading every row. */
    tenants: `with recursive t(tenant) as (
        select min(tenant) from document
        union all
        select (select min(d.tenant) from document as d where d.tenant > t.tenant) from t where t.tenant is not null
      ) select tenant from t where tenant is not null`,
    clearKeys: `delete from document_key where tenant = $1`,
    clear: `delete from document where tenant = $1`,
    takeLease: `insert into lease (tenant, name, holder, fence, expires_at)
      values ($1, $2, $3, 1, ${now} + cast($4 as bigint))
      on conflict (tenant, name) do update
      set holder = excluded.holder, fence = lease.fence + 1, expires_at = excluded.expires_at
      where lease.expires_at <= ${now}
      returning fence`,
    renewLease: `update lease set expires_at = ${now} + cast($5 as bigint)
      where tenant = $1 and name = $2 and holder = $3 and fence = $4 returning fence`,
    /** The row stays, so that the fence goes on growing. */
    releaseLease: `update lease set holder = '', expires_at = 0
      where tenant = $1 and name = $2 and holder = $3 and fence = $4`,
    checkLease: `select fence from lease
      where tenant = $1 and name = $2 and holder = $3 and fence = $4 ${dialect.forShare}`,
    check: `update meta set checked_at = ${now}`,
    ...queues[dialect.name](now),
  };
}

const MOST_ATTEMPTS = 25;

const WAITING = `running = 0 and attempts < ${MOST_ATTEMPTS}`;

/** The two queues. `enqueue` takes tenant, key, name, payload, time; `pendingJobs` answers a count and an age. */
const queues = {
  sqlite: (now: string) => ({
    enqueue: `insert into job (tenant, key, name, payload, run_at, attempts)
      values ($1, $2, $3, $4, coalesce($5, ${now}), 0)
      on conflict (tenant, key) where running = 0 do update
      set name = excluded.name, payload = excluded.payload, run_at = excluded.run_at, attempts = 0`,
    pendingJobs: `select count(*), ${now} - min(run_at) from job where ${WAITING}`,
  }),
  postgres: (now: string) => ({
    enqueue: `select 1 from graphile_worker.add_job(
      cast($3 as text),
      payload := json_build_object('tenant', cast($1 as text), 'key', cast($2 as text), 'payload', cast($4 as json)),
      job_key := cast(json_build_array(cast($1 as text), cast($2 as text)) as text),
      max_attempts := ${MOST_ATTEMPTS},
      run_at := to_timestamp(cast($5 as double precision) / 1000))`,
    pendingJobs: `select count(*), ${now} - extract(epoch from min(run_at)) * 1000
      from graphile_worker.jobs where locked_at is null and attempts < max_attempts`,
  }),
};

/** Statements of the embedded queue alone; graphile-worker brings its own. */
export const embeddedQueue = {
  /** $2: the names that can be run here. */
  takeJob: `update job set running = 1, attempts = attempts + 1 where id = (
      select id from job where ${WAITING} and run_at <= $1 and name in (select value from json_each($2))
      order by run_at, id limit 1
    ) returning id, tenant, key, name, payload, run_at`,
  nextJob: `select min(run_at) from job where ${WAITING} and name in (select value from json_each($1))`,
  finishJob: `delete from job where id = $1`,
  /** A job that ran gives way to a newer one with its key. $1: its id, or null for all that ran. */
  dropSuperseded: `delete from job where running = 1 and id = coalesce($1, id) and exists (
      select 1 from job as newer where newer.tenant = job.tenant and newer.key = job.key and newer.running = 0)`,
  /** Pauses grow as in graphile-worker: e, e^2, … up to e^10 seconds. */
  failJob: `update job set running = 0, last_error = $3,
    run_at = $2 + cast(exp(min(attempts, 10)) * 1000 as integer) where id = $1`,
  releaseJobs: `update job set running = 0 where running = 1`,
};

export type StatementName = keyof ReturnType<typeof statements> | keyof typeof embeddedQueue;
