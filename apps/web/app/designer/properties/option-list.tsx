import type { Option } from '@huibao/domain';
import { freeCode, type CodeName } from '@huibao/domain/designing';
import { Button } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { useNextName } from '../next-name.ts';
import { unlessEmpty } from './both-languages.ts';
import { CodeCell, useShownCodes } from './code-cell.tsx';

/** Options of a choice, categories of a breakdown, reasons: a code and a name in both languages each. */
export function OptionList({
  label,
  of,
  options,
  locked,
  hasHeads = false,
  hasFixed = false,
  add,
  problem,
  onChange,
}: {
  readonly label: string;
  /** What they are, and whose. */
  readonly of: Omit<CodeName, 'code'>;
  readonly options: readonly Option[];
  /** Codes that were published: they stay. */
  readonly locked: number;
  /** In a grid they may stand under a head that neighbours share. */
  readonly hasHeads?: boolean;
  /** Of a breakdown one of its cells may hold the same whoever reports. */
  readonly hasFixed?: boolean;
  /** What adds one is called, where they aren't options. */
  readonly add?: string;
  readonly problem: string | undefined;
  readonly onChange: (options: readonly Option[]) => void;
}) {
  const { t } = useTranslation('designer');
  const [hasCodes, codes] = useShownCodes();
  const named = useNextName<HTMLFieldSetElement>('.option-line');
  const put = (index: number, option: Option): void =>
    onChange(options.map((one, at) => (at === index ? option : one)));
  const addOne = (): void =>
    onChange([
      ...options,
      { code: freeCode(new Set(options.map((one) => one.code)), 'option'), label: { zh: '', en: '' } },
    ]);
  return (
    <fieldset className="option-list" ref={named.holder}>
      <legend>{label}</legend>
      {options.map((option, index) => (
        <div key={index} className={hasCodes ? 'option-line with-code' : 'option-line'}>
          {hasCodes && (
            <CodeCell
              label={t('options.code', { no: index + 1 })}
              of={{ ...of, code: option.code }}
              isLocked={index < locked}
            />
          )}
          <input
            className="input"
            aria-label={t('options.zh', { no: index + 1 })}
            placeholder={t('fields.chinese')}
            value={option.label.zh}
            onChange={(event) => {
              const zh = event.target.value;
              const { en } = option.label;
              put(index, { ...option, label: { zh, en: en === option.label.zh ? zh : en } });
            }}
          />
          <input
            className="input"
            aria-label={t('options.en', { no: index + 1 })}
            placeholder={t('fields.english')}
            value={option.label.en === option.label.zh ? '' : option.label.en}
            onChange={(event) =>
              put(index, { ...option, label: { ...option.label, en: event.target.value || option.label.zh } })
            }
          />
          {index >= locked && (
            <Button
              size="small"
              variant="plain"
              aria-label={t('options.remove', { no: index + 1 })}
              onClick={() => onChange(options.toSpliced(index, 1))}
            >
              ✕
            </Button>
          )}
          {hasHeads && <OptionHead no={index + 1} option={option} onPut={(changed) => put(index, changed)} />}
          {hasFixed && (
            <FixedValue
              no={index + 1}
              option={option}
              isLocked={index < locked}
              onPut={(changed) => put(index, changed)}
            />
          )}
        </div>
      ))}
      {problem !== undefined && <span className="problem">{problem}</span>}
      <div className="list-end">
        <Button size="small" variant="plain" onClick={() => named.after(addOne)}>
          {add ?? t('options.add')}
        </Button>
        {options.length > 0 && codes}
      </div>
    </fieldset>
  );
}

function OptionHead({ no, option, onPut }: { no: number; option: Option; onPut: (option: Option) => void }) {
  const { t } = useTranslation('designer');
  const { under = { zh: '', en: '' }, ...rest } = option;
  const change = (zh: string, en: string): void => {
    const text = unlessEmpty({ zh, en });
    onPut(text ? { ...rest, under: text } : rest);
  };
  return (
    <div className="option-more">
      <span className="muted small">{t('options.under')}</span>
      <input
        className="input"
        aria-label={t('options.underZh', { no })}
        placeholder={t('options.noHead')}
        value={under.zh}
        onChange={(event) => change(event.target.value, under.en === under.zh ? event.target.value : under.en)}
      />
      <input
        className="input"
        aria-label={t('options.underEn', { no })}
        placeholder={t('fields.english')}
        value={under.en === under.zh ? '' : under.en}
        onChange={(event) => change(under.zh, event.target.value || under.zh)}
      />
    </div>
  );
}

function FixedValue({
  no,
  option,
  isLocked,
  onPut,
}: {
  no: number;
  option: Option;
  /** Published: what nobody types stays so. */
  isLocked: boolean;
  onPut: (option: Option) => void;
}) {
  const { t } = useTranslation('designer');
  const { fixed = '', ...rest } = option;
  return (
    <div className="option-more">
      <span className="muted small">{t('options.fixed')}</span>
      <input
        className="input"
        aria-label={t('options.fixedNo', { no })}
        placeholder={t('options.notFixed')}
        value={fixed}
        readOnly={isLocked}
        onChange={(event) => onPut(event.target.value === '' ? rest : { ...rest, fixed: event.target.value })}
      />
    </div>
  );
}
