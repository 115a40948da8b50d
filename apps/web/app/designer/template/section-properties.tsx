import { numberings, type ReportTemplate, type TemplateSection } from '@huibao/domain';
import type { PartPath } from '@huibao/domain/designing';
import { useTranslation } from 'react-i18next';
import { BothProperty, CheckProperty, ChoiceProperty, CodeProperty, TextProperty } from '../properties/fields.tsx';

export interface TemplateProperties<Item> {
  readonly item: Item;
  readonly change: (key: PartPath, value: unknown) => void;
  readonly problemAt: (key: PartPath) => string | undefined;
}

const levels = ['none', 'first', 'second'] as const;
const ledgers = ['none', 'shortcoming', 'plan'] as const;

/** What can be said of a section but for its text. */
export function SectionProperties({
  item,
  isAdding,
  change,
  problemAt,
}: TemplateProperties<TemplateSection> & {
  /** It lists nothing of the ledger, and nobody below moves it. */
  readonly isAdding: boolean;
}) {
  const { t } = useTranslation('designer');
  return (
    <>
      <TextProperty
        label={t('fields.title')}
        value={item.heading}
        placeholder={t('template.opening')}
        problem={problemAt(['heading'])}
        onChange={(heading) => change(['heading'], heading)}
      />
      <CodeProperty
        label={t('fields.code')}
        of={{ kind: 'reportSection', owner: '', code: item.code }}
        problem={problemAt(['code'])}
      />
      <ChoiceProperty
        label={t('template.level')}
        value={levels[item.level]}
        options={levels.map((level) => [level, t(`template.levels.${level}`)] as const)}
        onChange={(level) => change(['level'], levels.indexOf(level))}
      />
      <ChoiceProperty
        label={t('template.numbering')}
        value={item.numbering}
        options={numberings.map((one) => [one, t(`template.numberings.${one}`)] as const)}
        onChange={(numbering) => change(['numbering'], numbering)}
      />
      {!isAdding && (
        <ChoiceProperty
          label={t('template.ledger')}
          value={item.ledger ?? 'none'}
          options={ledgers.map((one) => [one, t(`template.ledgers.${one}`)] as const)}
          onChange={(ledger) => change(['ledger'], ledger === 'none' ? undefined : ledger)}
        />
      )}
      <CheckProperty
        label={t('template.required')}
        value={item.required}
        onChange={(required) => change(['required'], required)}
      />
      {!isAdding && (
        <CheckProperty
          label={t('adding.movable')}
          value={item.movable === true}
          onChange={(movable) => change(['movable'], movable || undefined)}
        />
      )}
      <BothProperty
        label={t('template.guidance')}
        value={item.guidance}
        problem={problemAt(['guidance'])}
        isLong
        onChange={(guidance) => change(['guidance'], guidance)}
      />
    </>
  );
}

/** What the report is called, to its public and to whom it is sent. */
export function ReportProperties({ item, change, problemAt }: TemplateProperties<ReportTemplate>) {
  const { t } = useTranslation('designer');
  const lines = (label: string, key: 'title' | 'upwardTitle') => (
    <TextProperty
      label={label}
      value={item[key].join('\n')}
      problem={problemAt([key])}
      isLong
      onChange={(text) => change([key], text.split('\n'))}
    />
  );
  return (
    <>
      {lines(t('template.title'), 'title')}
      {lines(t('template.upwardTitle'), 'upwardTitle')}
      <p className="muted small">{t('template.titleHint')}</p>
      <CodeProperty
        label={t('fields.code')}
        of={{ kind: 'template', owner: '', code: item.code }}
        problem={problemAt(['code'])}
      />
    </>
  );
}
