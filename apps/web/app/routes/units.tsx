import { isPermitted, localize, localDate, schoolTypes } from '@huibao/domain';
import { Button, Empty, PageHead, Tag } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { load } from '../api.server.ts';
import { useLocale } from '../dates.ts';
import { FirstPasswords, type FirstPassword } from '../first-passwords.tsx';
import type { Unit } from '../outputs.ts';
import { useRootData } from '../root.tsx';
import { titleOf } from '../title.ts';
import { BureauDialog } from '../units/bureau-dialog.tsx';
import { RosterDialog } from '../units/roster-dialog.tsx';
import { ChangeUnitDialog, MergeUnitsDialog } from '../units/change-dialogs.tsx';
import { AddUnitDialog, CloseUnitDialog } from '../units/unit-dialogs.tsx';

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('units:title'));

export const loader = ({ request }: LoaderFunctionArgs) =>
  load(request, async (client) => ({ units: await client.unit.list.query(), today: localDate(new Date()) }));

export default function Units() {
  const { units, today } = useLoaderData<typeof loader>();
  const { t } = useTranslation('units');
  const role = useRootData()?.profile?.membership.role;
  const [search, setSearch] = useState('');
  const [asking, setAsking] = useState<'add' | 'roster' | 'bureau' | 'merge' | null>(null);
  const [closing, setClosing] = useState<Unit | null>(null);
  const [changing, setChanging] = useState<Unit | null>(null);
  const [made, setMade] = useState<{ readonly done: string; readonly passwords: readonly FirstPassword[] } | null>(
    null,
  );
  const isCity = role === 'city_admin';
  const mayManage = role !== undefined && isPermitted(role, 'unit.manage') && !isCity;
  const shown = units.filter((unit) => unit.kind !== 'root' && (search === '' || unit.name.includes(search)));
  const close = (): void => setAsking(null);
  return (
    <>
      <PageHead
        title={t('title')}
        actions={
          <>
            <input
              type="search"
              className="input compact"
              aria-label={t('search')}
              placeholder={t('search')}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
            {mayManage && (
              <a className="button" href="/files/roster.xlsx">
                {t('template')}
              </a>
            )}
            {mayManage && <Button onClick={() => setAsking('roster')}>{t('import')}</Button>}
            {mayManage && <Button onClick={() => setAsking('merge')}>{t('merge.open')}</Button>}
            {mayManage && (
              <Button variant="primary" onClick={() => setAsking('add')}>
                {t('add')}
              </Button>
            )}
            {role !== undefined && isPermitted(role, 'bureau.create') && (
              <Button variant="primary" onClick={() => setAsking('bureau')}>
                {t('bureau.add')}
              </Button>
            )}
          </>
        }
      />
      {made && <FirstPasswords done={made.done} passwords={made.passwords} />}
      {shown.length === 0 && (
        <section className="card">
          <Empty>{t(isCity ? 'emptyCity' : 'empty')}</Empty>
        </section>
      )}
      {(['bureau', 'school', 'section'] as const).map((kind) => {
        const group = shown.filter((unit) => unit.kind === kind);
        return (
          group.length > 0 && (
            <UnitGroup
              key={kind}
              kind={kind}
              units={group}
              today={today}
              onClosing={mayManage ? setClosing : null}
              onChanging={setChanging}
            />
          )
        );
      })}
      {asking === 'add' && <AddUnitDialog today={today} onClose={close} />}
      {asking === 'roster' && (
        <RosterDialog
          onClose={close}
          onDone={(created) =>
            setMade({
              done: t('roster.done', { count: created.length }),
              passwords: created.map((one) => ({ ...one, unit: one.name })),
            })
          }
        />
      )}
      {asking === 'bureau' && (
        <BureauDialog
          today={today}
          onClose={close}
          onDone={(name, passwords) => setMade({ done: t('bureau.done', { name }), passwords })}
        />
      )}
      {asking === 'merge' && <MergeUnitsDialog units={units} today={today} onClose={close} />}
      {changing && <ChangeUnitDialog unit={changing} today={today} onClose={() => setChanging(null)} />}
      {closing && <CloseUnitDialog unit={closing} today={today} onClose={() => setClosing(null)} />}
    </>
  );
}

function UnitGroup({
  kind,
  units,
  today,
  onClosing,
  onChanging,
}: {
  kind: 'bureau' | 'school' | 'section';
  units: readonly Unit[];
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
        <span className="muted small">{t('count', { count: units.length })}</span>
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
                    <td>{unit.schoolType ? localize(schoolTypes[unit.schoolType], locale) : t('none')}</td>
                    <td>{unit.ownership ? t(`ownership.${unit.ownership}`) : t('none')}</td>
                    <td>{unit.schoolCode ?? t('none')}</td>
                    <td>{t(unit.hasHeadStep ? 'yes' : 'no')}</td>
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
