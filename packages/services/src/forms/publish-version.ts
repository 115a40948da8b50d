import type { TenantTransaction } from '@huibao/db';
import type { FormDefinition, IndicatorDefinition, ReportTemplate } from '@huibao/domain';
import { contentHash } from '../canonical-json.ts';
import {
  findNewestForm,
  findNewestIndicator,
  findNewestTemplate,
  insertForm,
  insertIndicator,
  insertTemplate,
  type NewestVersion,
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

export async function publishIndicator(
  trx: TenantTransaction,
  publishing: Publishing,
  indicator: IndicatorDefinition,
): Promise<string> {
  const newest = await findNewestIndicator(trx, publishing, indicator.code);
  return versionOf(newest, indicator, (version) => insertIndicator(trx, publishing, indicator, version));
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
