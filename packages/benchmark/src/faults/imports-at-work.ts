import { setTimeout as pause } from 'node:timers/promises';
import { writeBulkTemplate } from '@huibao/documents/bulk';
import { cellId, type CellContent } from '@huibao/domain';
import type { Dice } from '@huibao/testing';
import type pg from 'pg';
import { ask } from '../ask.ts';
import type { FormLedger } from './ledger.ts';
import type { Machine } from './machine.ts';
import type { City, Office } from './office.ts';
import { PersonAtWork } from './person-at-work.ts';
import { askUntilAnswered, readUntilAnswered, waitAfter, type Talk } from './talk.ts';

export interface ImportsOptions {
  readonly talk: Talk;
  readonly office: Office;
  readonly programme: City['programme'];
  readonly owner: pg.Pool;
  readonly machine: Machine;
  readonly dice: Dice;
}

interface Imports {
  readonly newest: {
    readonly id: string;
    readonly state: string;
    readonly failure: unknown;
    readonly totals: { readonly added: number; readonly changed: number; readonly written: number };
  } | null;
}

interface Owed {
  readonly code: string;
  readonly name: string;
  readonly form: string;
  readonly ledger: FormLedger;
}

/** As long as a killed worker's activity may be missed, and read again: milliseconds. */
const patience = 300_000;

/** An administrator who hands in all schools' figures by one file after the other, and asks every api how far it is. */
export class ImportsAtWork extends PersonAtWork {
  readonly ledgers: readonly FormLedger[];
  readonly #options: ImportsOptions;
  #owed: readonly Owed[] = [];
  #done = 0;
  #values = 0;

  constructor(options: ImportsOptions) {
    super(options.talk);
    this.#options = options;
    this.ledgers = options.office.desks.flatMap(({ forms }) => forms.map(({ ledger }) => ledger));
  }

  told(): string {
    return `${this.#done} files imported, ${this.#values} values, each once; how far they are was asked at all apis by turns`;
  }

  async step(): Promise<void> {
    const { office, programme, dice } = this.#options;
    this.#owed = this.#owed.length > 0 ? this.#owed : await this.#listOwed();
    const typed = new Map<FormLedger, ReadonlyMap<string, string>>();
    const sheets = programme.forms.map((form) => {
      const owing = this.#owed.filter((one) => one.form === form.code);
      const values = owing.map(({ ledger }) => {
        const { cells } = this.#cellsOf(ledger);
        const answers = cells.map(({ code, isYesNo }): [string, string] => {
          const before = ledger.written.get(code)?.at(-1);
          if (isYesNo) return [code, before === 'true' ? 'false' : 'true'];
          const value = String(dice.below(1_000_000));
          return [code, value === before ? `${value}0` : value];
        });
        typed.set(ledger, new Map(answers));
        return new Map(
          answers.map(([code, value]): [string, CellContent] => [cellId({ code, key: '' }), { state: 'value', value }]),
        );
      });
      return { form, units: owing.map(({ code, name }) => ({ code, name })), values };
    });
    const importId = await this.#hand(writeBulkTemplate(sheets, { title: 'Term', locale: 'zh-CN' }));
    await this.#until(importId, 'read');
    const accept = () =>
      askUntilAnswered(this.talk, office.adminCookie, 'import.accept', {
        input: { importId },
        doneAlready: 'import.not_read',
      });
    await accept();
    await this.#until(importId, 'done');
    for (const [ledger, values] of typed)
      for (const [code, value] of values) {
        ledger.written.set(code, [...(ledger.written.get(code) ?? []), value]);
        this.#values += 1;
      }
    this.#done += 1;
  }

  #cellsOf(ledger: FormLedger) {
    const forms = this.#options.office.desks.flatMap((desk) => desk.forms);
    const found = forms.find((form) => form.ledger === ledger);
    if (!found) throw new Error('a form of another office');
    return found;
  }

  async #listOwed(): Promise<readonly Owed[]> {
    const { owner, office } = this.#options;
    const { rows } = await owner.query<{ id: string; form_code: string; school_code: string; name: string }>(
      `select s.id, s.form_code, u.school_code, u.name from submissions s
       join org_units u on u.tenant_id = s.tenant_id and u.id = s.unit_id where s.tenant_id = $1 order by u.id`,
      [office.tenantId],
    );
    return rows.flatMap(({ id, form_code: form, school_code: code, name }) => {
      const ledger = this.ledgers.find(({ submissionId }) => submissionId === id);
      return ledger ? [{ code, name, form, ledger }] : [];
    });
  }

  /** Handed in again where no answer came: the newest counts. */
  async #hand(file: Uint8Array): Promise<string> {
    const { office, talk } = this.#options;
    for (let failures = 1; ; failures += 1) {
      const answer = await ask(
        talk.agent,
        `${talk.door()}/files/import/${office.collectionId}?name=${encodeURIComponent('term.xlsx')}`,
        {
          method: 'POST',
          headers: { cookie: office.adminCookie, 'content-type': 'application/octet-stream', origin: talk.webOrigin },
          body: Buffer.from(file),
          signal: AbortSignal.timeout(talk.patience * 4),
        },
      ).catch(() => null);
      if (answer?.status === 200) return (JSON.parse(answer.body.toString()) as { importId: string }).importId;
      if (answer && answer.status < 500)
        throw new Error(`a file is answered ${answer.status}: ${answer.body.toString()}`);
      talk.lost.count += 1;
      await pause(waitAfter(failures));
    }
  }

  /** By whichever api is asked: none says less than another has said before. */
  async #until(importId: string, state: string): Promise<void> {
    const { office } = this.#options;
    let written = 0;
    for (const late = performance.now() + patience; ; await pause(150)) {
      const { newest } = await readUntilAnswered<Imports>(this.talk, office.adminCookie, 'import.get', {
        collectionId: office.collectionId,
      });
      if (newest?.id !== importId) throw new Error('another file is the newest');
      if (newest.state === 'failed' || newest.state === 'stopped')
        throw new Error(`an import is ${newest.state}: ${JSON.stringify(newest.failure)}`);
      const { totals } = newest;
      if (totals.written < written) throw new Error(`${totals.written} values are written, after ${written}`);
      ({ written } = totals);
      if (newest.state === state) {
        if (state === 'done' && written !== totals.added + totals.changed)
          throw new Error(`of ${totals.added + totals.changed} values ${written} were written`);
        return;
      }
      if (performance.now() > late) throw new Error(`an import is ${newest.state} after ${patience / 1000} s`);
    }
  }

  /**
   * Each acceptance stands once in the trail. Its workflow may run once more, where a relay died before it had noted
   * that it was started: the second finds nothing to do.
   */
  override async judge(): Promise<void> {
    const { owner, office, machine } = this.#options;
    const { rows } = await owner.query<{ begun: number; accepted: number; audited: number; done: number }>(
      `select count(*)::int as begun, count(accepted_at)::int as accepted,
         count(*) filter (where state = 'done')::int as done,
         (select count(*)::int from audit_entries where tenant_id = $1 and action = 'import.accepted') as audited
       from imports where tenant_id = $1`,
      [office.tenantId],
    );
    const { begun = 0, accepted = 0, audited = 0, done = 0 } = rows[0] ?? {};
    if (accepted !== this.#done || audited !== this.#done || done !== this.#done)
      this.talk.findings.add(
        `${this.#done} files were imported: ${accepted} accepted, ${audited} audited, ${done} done`,
      );
    // Temporal's list follows a moment later.
    let workflows = 0;
    for (const late = performance.now() + 10_000; performance.now() < late; await pause(500)) {
      workflows = await machine.countWorkflows('importWorkflow');
      if (workflows >= begun + accepted) break;
    }
    if (workflows < begun + accepted)
      this.talk.findings.add(`${workflows} workflows ran for ${begun} files and ${accepted} acceptances`);
  }
}
