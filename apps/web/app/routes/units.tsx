import { isPermitted, labelOfType, localize, localDate, type UnitType } from '@huibao/domain';
import { Button, Empty, PageHead, Tag } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { load } from '../api.server.ts';
import { useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { FirstPasswords, type FirstPassword, type Made } from '../first-passwords.tsx';
import { ListPages } from '../list-pages.tsx';
import { NearLimits } from '../near-limits.tsx';
import type { Unit } from '../outputs.ts';
import { useRootData } from '../root.tsx';
import { SearchForm } from '../search-form.tsx';
import { titleOf } from '../title.ts';
import { BureauDialog } from '../units/bureau-dialog.tsx';
import { AskedSections } from '../units/asked-sections.tsx';
import { RosterDialog } from '../units/roster-dialog.tsx';
import { ChangeUnitDialog, MergeUnitsDialog } from '../units/change-dialogs.tsx';
import { TypeList } from '../units/type-list.tsx';
import { AddUnitDialog, CloseUnitDialog } from '../units/unit-dialogs.tsx';
import { useAllUnits } from '../units/use-all-units.ts';
import { fetchWords } from '../words.ts';

await fetchWords('deskErrors', 'indicators', 'units');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('units:title'));

export const loader = ({ request }: LoaderFunctionArgs) => {
  const params = new URL(request.url).searchParams;
  const search = (params.get('search') ?? '').trim().slice(0, 60);
  const after = /^\d{1,9}$/.test(params.get('after') ?? '') ? Number(params.get('after')) : null;
  return load(request, async (client) => {
    const [found, types, asking, settings] = await Promise.all([
      client.unit.search.query({ search, after }),
      client.unit.types.query(),
      client.unit.askedSections.query(),
      client.account.settings.query(),
    ]);
    return { ...found, search, after, types, asking, settings, today: localDate(new Date()) };
  });
};

export default function Units() {
  const { units, next, counts, openSections, search, after, types, asking, settings, today } =
    useLoaderData<typeof loader>();
  const { t } = useTranslation('units');
  const role = useRootData()?.profile?.membership.role;
  const [dialog, setDialog] = useState<'add' | 'roster' | 'bureau' | 'merge' | null>(null);
  const close = useCallback(() => setDialog(null), []);
  const all = useAllUnits(dialog === 'merge', close);
  const [closing, setClosing] = useState<Unit | null>(null);
  const [changing, setChanging] = useState<Unit | null>(null);
  const [made, setMade] = useState<Made | null>(null);
  const isCity = role === 'city_admin';
  const mayManage = role !== undefined && isPermitted(role, 'unit.manage');
  const sections = [
    ...new Map(asking.flatMap((one) => one.sections).map(({ code, label }) => [code, { code, label }])).values(),
  ];
  // Of what is added the end of the list may be on another page.
  const onAdded = (name: string, passwords: readonly FirstPassword[] = []): void =>
    setMade({ done: t('added', { name }), passwords });
  const kinds = (['bureau', 'school', 'section'] as const).filter((kind) => counts[kind] > 0);
  const isInPages = after !== null || next !== null;
  return (
    <>
      <PageHead
        title={t('title')}
        note={
          isInPages && kinds.length > 1
            ? kinds
                .map((kind) => t('countOf', { kind: t(`groups.${kind}`), count: counts[kind] }))
                .join(t('asked.separator'))
            : undefined
        }
        actions={
          <>
            <SearchForm label={t('search')} search={search} />
            {mayManage && !isCity && (
              <a className="button" href="/files/roster.xlsx">
                {t('template')}
              </a>
            )}
            {mayManage && !isCity && <Button onClick={() => setDialog('roster')}>{t('import')}</Button>}
            {mayManage && !isCity && <Button onClick={() => setDialog('merge')}>{t('merge.open')}</Button>}
            {mayManage && (
              <Button {...(isCity ? {} : { variant: 'primary' as const })} onClick={() => setDialog('add')}>
                {t('add')}
              </Button>
            )}
            {role !== undefined && isPermitted(role, 'bureau.create') && (
              <Button variant="primary" onClick={() => setDialog('bureau')}>
                {t('bureau.add')}
              </Button>
            )}
          </>
        }
      />
      <NearLimits limits={settings.limits.filter(({ quota }) => quota !== 'evidence_bytes')} />
      <FailureAlert failure={all.failure} />
      {made && <FirstPasswords made={made} />}
      {units.length === 0 && (
        <section className="card">
          <Empty>{t(search !== '' || after !== null ? 'noneFound' : isCity ? 'emptyCity' : 'empty')}</Empty>
        </section>
      )}
      {kinds.map((kind) => {
        const group = units.filter((unit) => unit.kind === kind);
        return (
          group.length > 0 && (
            <UnitGroup
              key={kind}
              kind={kind}
              units={group}
              count={counts[kind]}
              types={types}
              today={today}
              onClosing={mayManage && kind !== 'bureau' ? setClosing : null}
              onChanging={setChanging}
            />
          )
        );
      })}
      <ListPages next={next === null ? null : String(next)} />
      {sections.length + asking.flatMap((one) => one.groups).length > 0 && (
        <AskedSections
          asking={asking}
          own={openSections}
          mayAnswer={role !== undefined && isPermitted(role, 'section.answer')}
          mayManage={mayManage}
        />
      )}
      <TypeList types={types} mayAdd={mayManage} />
      {dialog === 'add' && (
        <AddUnitDialog types={types} sections={sections} today={today} onClose={close} onDone={onAdded} />
      )}
      {dialog === 'roster' && (
        <RosterDialog
          loginSuffix={settings.loginSuffix}
          onClose={close}
          onDone={(created) =>
            setMade({
              done: t('roster.done', { count: created.length }),
              passwords: created.map((one) => ({ ...one, unit: one.name })),
            })
          }
        />
      )}
      {dialog === 'bureau' && (
        <BureauDialog today={today} suffixBelow={settings.suffixBelow} onClose={close} onDone={onAdded} />
      )}
      {dialog === 'merge' && all.units && (
        <MergeUnitsDialog
          units={all.units}
          today={today}
          onClose={close}
          onDone={(name, count) => setMade({ done: t('merge.done', { name, count }), passwords: [] })}
        />
      )}
      {changing && (
        <ChangeUnitDialog
          unit={changing}
          types={types}
          sections={sections}
          today={today}
          onClose={() => setChanging(null)}
        />
      )}
      {closing && <CloseUnitDialog unit={closing} today={today} onClose={() => setClosing(null)} />}
    </>
  );
}

function UnitGroup({
  kind,
  units,
  count,
  types,
  today,
  onClosing,
  onChanging,
}: {
  kind: 'bureau' | 'school' | 'section';
  units: readonly Unit[];
  /** On all pages. */
  count: number;
  types: readonly UnitType[];
  today: string;
  onClosing: ((unit: Unit) => void) | null;
  onChanging: (unit: Unit) => void;
}) {
  const { t } = useTranslation('units');
  const locale = useLocale();
  const isSchool = kind === 'school';
  return (
    <section className="card" aria-labelledby={`units-${kind}`}>
      <div className="card-title row">
        <h2 id={`units-${kind}`}>{t(`groups.${kind}`)}</h2>
        <span className="muted small">
          {units.length < count ? t('countHere', { count, here: units.length }) : t('count', { count })}
        </span>
      </div>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('columns.name')}</th>
              {isSchool && (
                <>
                  <th scope="col">{t('columns.type')}</th>
                  <th scope="col">{t('columns.ownership')}</th>
                  <th scope="col">{t('columns.code')}</th>
                  <th scope="col">{t('columns.step')}</th>
                </>
              )}
              {kind === 'section' && (
                <>
                  <th scope="col">{t('columns.sectionCode')}</th>
                  <th scope="col">{t('columns.reporters')}</th>
                </>
              )}
              <th scope="col">{t('columns.opens')}</th>
              <th scope="col">{t('columns.closes')}</th>
              {onClosing && (
                <th scope="col">
                  <span className="visually-hidden">{t('columns.actions')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {units.map((unit) => (
              <tr key={unit.id}>
                <th scope="row">{unit.name}</th>
                {isSchool && (
                  <>
                    <td>{unit.schoolType ? localize(labelOfType(types, unit.schoolType), locale) : t('none')}</td>
                    <td>{unit.ownership ? t(`ownership.${unit.ownership}`) : t('none')}</td>
                    <td>{unit.schoolCode ?? t('none')}</td>
                    <td>{t(unit.hasHeadStep ? 'yes' : 'no')}</td>
                  </>
                )}
                {kind === 'section' && (
                  <>
                    <td>{unit.sectionCode ?? t('none')}</td>
                    <td>
                      {unit.reporters.length > 0 ? (
                        unit.reporters.join(t('asked.separator'))
                      ) : (
                        <Tag tone="warn">{t('noReporter')}</Tag>
                      )}
                    </td>
                  </>
                )}
                <td className="nowrap">{unit.opensOn}</td>
                <td className="nowrap">
                  {unit.closesOn ? (
                    <Tag {...(unit.closesOn < today ? {} : { tone: 'warn' as const })}>{unit.closesOn}</Tag>
                  ) : (
                    <span className="muted">{t('open')}</span>
                  )}
                </td>
                {onClosing && (
                  <td className="nowrap">
                    <Button size="small" variant="plain" onClick={() => onChanging(unit)}>
                      {t('change.open')}
                    </Button>
                    {unit.closesOn === null && (
                      <Button size="small" variant="plain" onClick={() => onClosing(unit)}>
                        {t('close')}
                      </Button>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
