import type { TenantTransaction } from '@huibao/db';
import type { FormDefinition, IndicatorDefinition, ReportTemplate } from '@huibao/domain';
import { v7 as uuid } from 'uuid';
import { contentHash } from '../canonical-json.ts';
import {
  findNewestForm,
  findNewestTemplate,
  insertForm,
  insertIndicators,
  insertTemplate,
  listNewestIndicators,
  type NewestVersion,
  type NewIndicator,
  type Publishing,
} from './definition.repository.ts';

export async function publishForm(
  trx: TenantTransaction,
  publishing: Publishing,
  form: FormDefinition,
): Promise<string> {
  const newest = await findNewestForm(trx, publishing, form.code);
  return versionOf(newest, form, (version) => insertForm(trx, publishing, form, version));
}

/** Ids of their versions, in the order of the indicators: read in one statement, and the new ones put in by another. */
export async function publishIndicators(
  trx: TenantTransaction,
  publishing: Publishing,
  indicators: readonly IndicatorDefinition[],
): Promise<readonly string[]> {
  const newest = await listNewestIndicators(
    trx,
    publishing,
    indicators.map(({ code }) => code),
  );
  const made: NewIndicator[] = [];
  const ids: string[] = [];
  for (const definition of indicators)
    ids.push(
      await versionOf(newest.get(definition.code), definition, (version) => {
        const id = uuid();
        made.push({ id, definition, version });
        return Promise.resolve(id);
      }),
    );
  await insertIndicators(trx, publishing, made);
  return ids;
}

export async function publishTemplate(
  trx: TenantTransaction,
  publishing: Publishing,
  template: ReportTemplate,
): Promise<string> {
  const newest = await findNewestTemplate(trx, publishing);
  return versionOf(newest, template, (version) => insertTemplate(trx, publishing, template, version));
}

/** The id of a definition's version: the newest one if nothing changed, else the next. */
async function versionOf(
  newest: NewestVersion | undefined,
  definition: object,
  insertNext: (version: number) => Promise<string>,
): Promise<string> {
  if (newest && contentHash(newest.definition) === contentHash(definition)) return newest.id;
  return insertNext((newest?.version ?? 0) + 1);
}
