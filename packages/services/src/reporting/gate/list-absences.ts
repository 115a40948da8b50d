import { periodOf, yearName, type Absence, type Localized } from '@huibao/domain';
import type { Reader } from '../../rollup/roll-up.ts';
import type { Report } from '../report.repository.ts';
import { listOwedPeriods, listSilentBureaus } from './absence.repository.ts';

/** An absence, with ids for what it is about. */
export interface FoundAbsence extends Absence {
  readonly label: Localized;
  readonly subject: readonly (string | number)[];
}

/** Everybody whose year, or term, isn't in: schools and sections by their forms, bureaus below by their reports. */
export async function listAbsences(
  { trx, actor }: Reader,
  { edition, year }: Pick<Report, 'edition' | 'year'>,
): Promise<readonly FoundAbsence[]> {
  const titles = new Map(edition.forms.map(({ definition }) => [definition.code, definition.title.zh]));
  const periods = await listOwedPeriods(trx, actor.tenantId, edition);
  const bureaus = await listSilentBureaus(trx, actor.tenantId, edition);
  const found: FoundAbsence[] = periods
    .filter(({ missing }) => missing.length > 0)
    .map(({ period, units, missing }) => {
      const { name, label } = periodOf(edition.calendar, year, period);
      return {
        term: edition.calendar.periods.length === 1 ? null : name.zh,
        label,
        owed: units,
        missing: missing.map(({ name, forms, isAll }) => ({
          name,
          forms: isAll ? [] : forms.map((form) => titles.get(form) ?? form),
        })),
        subject: [period, ...missing.flatMap(({ unitId, forms }) => [unitId, ...forms])],
      };
    });
  if (bureaus.missing.length > 0)
    found.push({
      term: null,
      label: yearName(year),
      owed: bureaus.units,
      missing: bureaus.missing.map(({ name }) => ({ name, forms: [] })),
      isBelow: true,
      subject: ['reports', ...bureaus.missing.map(({ unitId }) => unitId)],
    });
  return found;
}
