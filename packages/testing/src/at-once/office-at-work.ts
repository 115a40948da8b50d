import type { Actor } from '@huibao/db';
import { useCases, type Context } from '@huibao/services';
import type pg from 'pg';
import type { Clock } from '../clock.ts';
import type { Dice } from '../rollup-oracle/seeded-dice.ts';
import { actingIn, type Acting } from '../world/acting.ts';
import { makeFit } from '../world/make-fit.ts';
import { createSmallWorld, type SmallWorld } from '../world/small-world.ts';

export const programme = 'rule_of_law';
export const years = [2023, 2024] as const;

/** What nobody has: where there is nothing to choose from. */
const nothing = '00000000-0000-7000-8000-000000000000';

interface SeenReport {
  readonly id: string;
  readonly state: 'drafting' | 'in_approval' | 'issued' | 'superseded';
  readonly number: string | null;
  readonly annulled: boolean;
}

/** A bureau that writes its reports: what there is to choose from, and what takes more than one step. */
export class Office {
  readonly ctx: Context;
  readonly acting: Acting;
  readonly world: SmallWorld;
  /** Of one school, for the year's two terms. */
  readonly submissions: readonly string[];
  readonly #owner: pg.Pool;

  constructor(ctx: Context, owner: pg.Pool, world: SmallWorld, submissions: readonly string[]) {
    this.ctx = ctx;
    this.acting = actingIn(ctx);
    this.world = world;
    this.submissions = submissions;
    this.#owner = owner;
  }

  /** Nine times of ten one that fits, if there is one. */
  async report(dice: Dice, isFit: (report: SeenReport) => boolean = () => true): Promise<string> {
    const { rows } = await this.#owner.query<SeenReport>(
      'select id, state, number, annulled_on is not null as annulled from reports where tenant_id = $1 order by id',
      [this.world.bureauId],
    );
    const fit = rows.filter(isFit);
    return dice.pick(fit.length > 0 && dice.chance(90) ? fit : rows).id;
  }

  inState(dice: Dice, ...states: readonly SeenReport['state'][]): Promise<string> {
    return this.report(dice, ({ state }) => states.includes(state));
  }

  async delivery(dice: Dice): Promise<string> {
    const { rows } = await this.#owner.query<{ id: string; state: string }>(
      'select id, state from deliveries where sender_tenant_id = $1 order by id',
      [this.world.bureauId],
    );
    const pending = rows.filter(({ state }) => state === 'pending');
    const from = pending.length > 0 && dice.chance(80) ? pending : rows;
    return from.length > 0 ? dice.pick(from).id : nothing;
  }

  /** The steps that are left, each by whose it is; three times of ten the first of them alone. */
  async sign(dice: Dice): Promise<void> {
    const reportId = await this.inState(dice, 'drafting', 'in_approval');
    const { editor, checker, issuer } = this.world.actors;
    const { rows } = await this.#owner.query<{ step: number }>('select step from reports where id = $1', [reportId]);
    const left = [editor, checker, issuer].slice(rows[0]?.step ?? 0);
    if (left.length === 3) await makeFit(this.ctx, editor, reportId);
    for (const who of dice.chance(70) ? left : left.slice(0, 1))
      await this.acting.as(who, useCases.decideReport, { reportId, action: 'approve' });
  }

  async write(who: Actor, dice: Dice): Promise<void> {
    const reportId = await this.inState(dice, 'drafting');
    const { sections } = await this.acting.as(who, useCases.getReportView, { reportId });
    if (sections.length === 0) return;
    const { code, version, content } = dice.pick(sections);
    const added = {
      type: 'paragraph' as const,
      attrs: { id: crypto.randomUUID() },
      content: [{ type: 'text' as const, text: `补充${dice.below(100)}。` }],
    };
    const written = { ...content, content: [...content.content, added] };
    await this.acting.as(who, useCases.saveSection, { reportId, code, version, content: written });
  }

  /** By the number that stands on it. */
  async annul(who: Actor, dice: Dice): Promise<void> {
    const { editor } = this.world.actors;
    const reportId = await this.report(dice, ({ number: given, annulled }) => given !== null && !annulled);
    const { number } = await this.acting.as(editor, useCases.getReportView, { reportId });
    const asked = { number: number ?? '无', ground: 'personal_data', reason: '含个人信息' } as const;
    await this.acting.as(who, useCases.annulReport, { reportId, ...asked });
  }

  async reopen(who: Actor, dice: Dice): Promise<void> {
    const submissionId = dice.pick(this.submissions);
    const { revision } = await this.acting.as(who, useCases.getRevision, { submissionId });
    const asked = { submissionId, revisionNo: revision.no, reason: '来电更正', untilOn: '2025-12-31' };
    await this.acting.as(who, useCases.reopenSubmission, asked);
  }

  async mend(dice: Dice): Promise<void> {
    const { first, editor } = this.world.actors;
    await this.acting.reportAndAccept(first, editor, dice.pick(this.submissions), [
      { code: 'letters', key: '', state: 'value', value: String(dice.between(0, 90)) },
    ]);
  }
}

/** A year collected, its report begun; the one before is still to be written. */
export async function foundOffice(ctx: Context, owner: pg.Pool, clock: Clock): Promise<Office> {
  const acting = actingIn(ctx);
  clock.set('2024-06-25T09:00:00+08:00');
  const world = await createSmallWorld(ctx, clock, years);
  const { editor, first } = world.actors;
  const submissions: string[] = [];
  for (const [period, opened] of [
    [1, '2024-06-25'],
    [2, '2024-12-25'],
  ] as const) {
    clock.set(`${opened}T09:00:00+08:00`);
    await acting.as(editor, useCases.openCollection, { programme, year: 2024, period });
    const submissionId = await acting.formOf(first, 'safety');
    await acting.reportAndAccept(first, editor, submissionId);
    submissions.push(submissionId);
  }
  clock.set('2025-01-20T09:00:00+08:00');
  await acting.as(editor, useCases.compileReport, { programme, year: 2024 });
  return new Office(ctx, owner, world, submissions);
}
