import { isPermitted, localize, type Locale } from '@huibao/domain';
import { Banner, Button, Dialog, PageHead, Tag } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useNavigate } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadOfProgramme } from '../programme/chosen.server.ts';
import { editionQuery } from '../programme/use-programme.ts';
import { client } from '../client.ts';
import { useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { IndicatorEditor, type Edited } from '../indicators/indicator-editor.tsx';
import { emptyForm, formOf } from '../indicators/indicator-form.ts';
import { VersionTable } from '../indicators/version-table.tsx';
import type { IndicatorList, IndicatorVersions } from '../outputs.ts';
import { useRootData } from '../root.tsx';
import { titleOf } from '../title.ts';
import { useHandedOver } from '../use-handed-over.ts';
import { useMutation } from '../use-mutation.ts';
import { YearSwitch } from '../year-switch.tsx';
import { fetchWords } from '../words.ts';

await fetchWords('compare', 'deskErrors', 'figures', 'indicators', 'rollup', 'units');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('indicators:title'));

export function loader({ request, params }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const year = Number(search.get('year')) || null;
  return loadOfProgramme(request, async (client, programme) => {
    const code = params.code ?? null;
    const [list, versions] = await Promise.all([
      client.indicator.list.query({ programme, ...(year === null ? {} : { year }) }),
      code === null ? [] : client.indicator.versions.query({ programme, code }),
    ]);
    return { list, versions, code, from: search.get('from') };
  });
}

interface Loaded {
  readonly list: IndicatorList;
  readonly versions: IndicatorVersions;
  readonly code: string | null;
  readonly from: string | null;
}

/** What is shown: an indicator of the year, one of another year, a copy, or an empty form. */
function editedOf(
  { list, code, from }: Loaded,
  copyOf: (label: string, locale: Locale) => string,
): Edited & { readonly owner: 'built_in' | 'above' | 'own'; readonly isUsed: boolean } {
  const found = list.indicators.find((one) => one.definition.code === (code ?? from));
  if (code !== null && found)
    return { code, version: found.version, form: formOf(found.definition), owner: found.owner, isUsed: true };
  const unused = list.unused.find((one) => one.code === code);
  if (unused) return { code, version: unused.version, form: formOf(unused.definition), owner: 'own', isUsed: false };
  const empty = emptyForm(list.groups[0]?.code ?? '');
  const copied = found && formOf(found.definition);
  return {
    code: null,
    version: null,
    owner: 'own',
    isUsed: false,
    form: copied
      ? { ...copied, asBase: [], labelZh: copyOf(copied.labelZh, 'zh-CN'), labelEn: copyOf(copied.labelEn, 'en') }
      : empty,
  };
}

export default function Indicator() {
  const loaded = useLoaderData<typeof loader>() as Loaded;
  const { list, versions, code } = loaded;
  const { t, i18n } = useTranslation('indicators');
  const locale = useLocale();
  const role = useRootData()?.profile?.membership.role;
  const state = useHandedOver<{ saved?: { version: number; years: readonly number[] } }>();
  const [isRetiring, setRetiring] = useState(false);
  const edited = editedOf(loaded, (label, language) => i18n.getFixedT(language, 'indicators')('copyOf', { label }));
  const mayManage = role !== undefined && isPermitted(role, 'indicator.manage');
  const mayGroup = role !== undefined && isPermitted(role, 'unit.manage') && list.level === 'bureau';
  const isOwn = edited.owner === 'own';
  const label = locale === 'en' ? edited.form.labelEn : edited.form.labelZh;
  return (
    <>
      <ol className="breadcrumb">
        <li>
          <Link to={`/indicators?${editionQuery(list.programme, { year: list.year })}`}>{t('title')}</Link>
        </li>
        <li aria-current="page">{code === null ? t('newTitle') : label}</li>
      </ol>
      <PageHead
        title={code === null ? t(loaded.from === null ? 'newTitle' : 'copyTitle') : label}
        note={
          code !== null && (
            <span className="row">
              <Tag tone={isOwn ? 'ok' : undefined}>{t(`owner.${edited.owner}`)}</Tag>
              <span>{t('code', { code })}</span>
              <span>{t('versionNo', { no: edited.version ?? 1 })}</span>
            </span>
          )
        }
        actions={
          <>
            <YearSwitch years={list.years} year={list.year} keep={['from']} />
            {code !== null && mayManage && edited.isUsed && isOwn && (
              <Button variant="danger" onClick={() => setRetiring(true)}>
                {t('retire')}
              </Button>
            )}
            {code !== null && mayManage && edited.isUsed && (
              <Link
                className={isOwn ? 'button' : 'button primary'}
                to={`/indicators/new?${editionQuery(list.programme, { year: list.year, from: code })}`}
              >
                {t('copy')}
              </Link>
            )}
          </>
        }
      />
      {state?.saved && (
        <Banner tone="ok" role="status">
          {t('saved', { version: state.saved.version, years: state.saved.years.join(t('reading.separator')) })}
        </Banner>
      )}
      {!mayManage && code !== null && <Banner>{t('readOnly.role')}</Banner>}
      {mayManage && edited.owner !== 'own' && <Banner>{t(`readOnly.${edited.owner}`)}</Banner>}
      <IndicatorEditor
        key={`${list.year}/${code ?? `from ${loaded.from ?? ''}`}/${edited.version ?? 0}`}
        list={list}
        edited={edited}
        mayChange={mayManage && isOwn}
        mayGroup={mayGroup}
      >
        {versions.length > 0 && <VersionTable versions={versions} list={list} />}
      </IndicatorEditor>
      {isRetiring && code !== null && (
        <RetireDialog
          programme={list.programme}
          code={code}
          label={localize({ zh: edited.form.labelZh, en: edited.form.labelEn }, locale)}
          year={list.year}
          onClose={() => setRetiring(false)}
        />
      )}
    </>
  );
}

function RetireDialog({
  programme,
  code,
  label,
  year,
  onClose,
}: {
  programme: string;
  code: string;
  label: string;
  year: number;
  onClose: () => void;
}) {
  const { t } = useTranslation(['indicators', 'common']);
  const navigate = useNavigate();
  const { run, isBusy, failure } = useMutation(() => client.indicator.retire.mutate({ programme, year, code }));
  const retire = async (): Promise<void> => {
    if (await run()) void navigate(`/indicators?${editionQuery(programme, { year })}`);
  };
  return (
    <Dialog title={t('indicators:retireTitle', { label })} isOpen onClose={onClose}>
      <div className="form">
        <p>{t('indicators:retireText', { year })}</p>
        <FailureAlert failure={failure} />
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button variant="primary" disabled={isBusy} onClick={() => void retire()}>
            {t('indicators:retire')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
