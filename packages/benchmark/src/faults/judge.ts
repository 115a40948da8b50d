import { runUseCase, useCases, type Context } from '@huibao/services';
import type pg from 'pg';
import type { Findings, FormLedger } from './ledger.ts';
import { standing } from './ledger.ts';
import type { City } from './office.ts';

/** Holds what was acknowledged against what the database has: each difference is a finding. */
export async function judgeForms(owner: pg.Pool, ledgers: readonly FormLedger[], findings: Findings): Promise<void> {
  const rows = async <Row extends pg.QueryResultRow>(text: string): Promise<ReadonlyMap<string, Row>> => {
    const found = await owner.query<Row & { id: string }>(text, [ledgers.map((one) => one.submissionId)]);
    return new Map(found.rows.map((row) => [row.id, row]));
  };
  const cells = await rows<{ values: Record<string, string> }>(
    `select submission_id as id, jsonb_object_agg(code, version || ':' || value) as values
     from draft_cells where submission_id = any($1::uuid[]) group by 1`,
  );
  const changes = await rows<{ changes: readonly string[] }>(
    `select submission_id as id, array_agg(code || ' ' || version || ':' || value) as changes
     from cell_saves, unnest(codes, versions, "values") as c(code, version, value)
     where submission_id = any($1::uuid[]) group by 1`,
  );
  const revisions = await rows<{ documents: readonly Record<string, string>[]; states: readonly string[] }>(
    `select submission_id as id, array_agg(state order by no) as states, jsonb_agg((
       select jsonb_object_agg(c->>'code', c->>'value') from jsonb_array_elements(document->'cells') c
     ) order by no) as documents
     from revisions where submission_id = any($1::uuid[]) group by 1`,
  );
  const facts = await rows<{ facts: number }>(
    `select r.submission_id as id, count(*)::int as facts
     from facts f join revisions r on r.tenant_id = f.tenant_id and r.id = f.source_id
     where r.submission_id = any($1::uuid[]) group by 1`,
  );
  for (const ledger of ledgers.filter((one) => !one.isCondemned)) {
    const { submissionId: id } = ledger;
    const found = [
      ...judgeCells(ledger, cells.get(id)?.values ?? {}, changes.get(id)?.changes ?? []),
      ...judgeRevisions(ledger, revisions.get(id) ?? { documents: [], states: [] }, facts.get(id)?.facts ?? 0),
    ];
    for (const text of found) findings.add(text);
    ledger.isCondemned = found.length > 0;
  }
}

function judgeCells(
  { written }: FormLedger,
  lasting: Readonly<Record<string, string>>,
  kept: readonly string[],
): readonly string[] {
  const isThere = [...written].every(([code, values]) => lasting[code] === `${values.length}:${values.at(-1)}`);
  const history = [...written].flatMap(([code, values]) => values.map((value, n) => `${code} ${n + 1}:${value}`));
  const known = new Set(kept);
  return [
    ...(isThere ? [] : ['a saved value is not there']),
    ...(Object.keys(lasting).length === written.size ? [] : ['a cell is there that nobody saved']),
    ...(kept.length > history.length ? ['a save stands in the history that nobody was told of'] : []),
    ...(history.every((change) => known.has(change)) ? [] : ['a save is missing in the history']),
  ];
}

function judgeRevisions(
  ledger: FormLedger,
  { documents, states }: { readonly documents: readonly Record<string, string>[]; readonly states: readonly string[] },
  facts: number,
): readonly string[] {
  const { submitted } = ledger;
  const areSame = documents.every((document, n) => isSame(document, submitted[n] ?? new Map()));
  const ended = ['withdrawn', 'returned', 'accepted'] as const;
  const misjudged = ended.filter((state) => states.filter((one) => one === state).length !== ledger[state]);
  return [
    ...(documents.length > submitted.length ? ['a form was submitted twice'] : []),
    ...(documents.length < submitted.length ? ['a submission is not there'] : []),
    ...(areSame ? [] : ['a submission holds something else']),
    ...misjudged.map((state) => `not as many forms are ${state} as were`),
    ...(facts === (ledger.accepted > 0 ? standing(ledger).size : 0) ? [] : ['facts are missing, or too many']),
  ];
}

function isSame(document: Readonly<Record<string, string>>, values: ReadonlyMap<string, string>): boolean {
  return Object.keys(document).length === values.size && [...values].every(([code, value]) => document[code] === value);
}

/** Audit rows are the state changes, no more and no fewer, and every chain holds. */
export async function judgeAudit(
  ctx: Context,
  owner: pg.Pool,
  { auditors, ledgers }: { readonly auditors: City['auditors']; readonly ledgers: readonly FormLedger[] },
  findings: Findings,
): Promise<void> {
  const sound = ledgers.filter((one) => !one.isCondemned);
  const { rows } = await owner.query<{ action: string; count: number }>(
    `select action, count(*)::int as count from audit_entries
     where action like 'submission.%' and subject = any($1::text[]) group by 1`,
    [sound.map((one) => one.submissionId)],
  );
  const audited = new Map(rows.map(({ action, count }) => [action, count]));
  const sum = (of: (ledger: FormLedger) => number): number => sound.reduce((total, one) => total + of(one), 0);
  const changes = {
    'submission.submitted': sum((one) => one.submitted.length),
    'submission.withdrawn': sum((one) => one.withdrawn),
    'submission.returned': sum((one) => one.returned),
    'submission.accepted': sum((one) => one.accepted),
  };
  for (const [action, count] of Object.entries(changes))
    if ((audited.get(action) ?? 0) !== count)
      findings.add(`${action} was audited ${audited.get(action) ?? 0} times and done ${count} times`);
  for (const auditor of auditors) {
    const { isIntact, firstBad } = await runUseCase(ctx, auditor, useCases.checkAuditChain, undefined);
    if (!isIntact) findings.add(`an audit chain breaks at ${firstBad}`);
  }
}

/** What is left over where nobody asks for anything: `null` where nothing is. */
export async function findStuck(
  owner: pg.Pool,
  { countsOutbox }: { readonly countsOutbox: boolean },
): Promise<string | null> {
  const { rows } = await owner.query<{ what: string }>(
    `select 'a session of ' || usename || ' is ' || state || ' for ' || round(extract(epoch from now() - state_change)) || ' s' as what
     from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
       and (state like 'idle in transaction%' or (state = 'active' and now() - query_start > interval '1 s'))
     union all
     select 'somebody waits for a lock' from pg_locks where not granted
     union all
     select 'the outbox holds ' || count(*) || ', the oldest for ' || round(extract(epoch from now() - min(created_at))) || ' s'
     from outbox where sent_at is null and $1 having count(*) > 0`,
    [countsOutbox],
  );
  return rows.length > 0 ? rows.map(({ what }) => what).join(', ') : null;
}
