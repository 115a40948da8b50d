import type { Localized } from '@huibao/domain';
import {
  changeAt,
  freeCode,
  insertAt,
  moveBefore,
  removeAt,
  valueAt,
  type CodeName,
  type PartPath,
} from '@huibao/domain/designing';
import { Button } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { useNextName } from '../next-name.ts';
import { CodeCell, useShownCodes } from '../properties/code-cell.tsx';

type CodeKind = CodeName['kind'];

interface Coded {
  readonly code: string;
}

/** A text of an item, by its key, and how it is called. */
export interface TextKey {
  readonly key: string;
  readonly label: string;
}

interface Choice extends TextKey {
  readonly none: string;
  readonly options: readonly { readonly code: string; readonly label: string }[];
}

/** A list of things that have a code and texts in both languages: what they are called, what they mean. */
export function CodedList({
  part,
  path,
  legend,
  texts,
  add,
  kind,
  wanted,
  choice,
  problemAt,
  onEdit,
}: {
  readonly part: unknown;
  readonly path: PartPath;
  readonly legend: string;
  readonly texts: readonly TextKey[];
  readonly add: string;
  /** What has the codes. */
  readonly kind: CodeKind;
  /** The code of a new one, where nothing else has it. */
  readonly wanted: string;
  /** What else an item says, of a list; nothing where it says none. */
  readonly choice?: Choice;
  readonly problemAt: (path: PartPath) => string | undefined;
  /** `of` names the field that is typed in. */
  readonly onEdit: (part: unknown, of: string | null) => void;
}) {
  const { t } = useTranslation('designer');
  const [hasCodes, codes] = useShownCodes();
  const named = useNextName<HTMLFieldSetElement>('.coded-line');
  const items = (valueAt(part, path) ?? []) as readonly Coded[];
  const put = (keys: PartPath, value: unknown): void =>
    onEdit(
      changeAt(part, [...path, ...keys], () => value),
      [...path, ...keys].join(' '),
    );
  const empty: Localized = { zh: '', en: '' };
  const addOne = (): void => {
    const code = freeCode(new Set(items.map((item) => item.code)), wanted);
    const made = { code, ...Object.fromEntries(texts.map(({ key }) => [key, empty])) };
    const list = valueAt(part, path) === undefined ? changeAt(part, path, () => []) : part;
    onEdit(insertAt(list, path, items.length, made), null);
  };
  const takeOut = (index: number): void => {
    const without = removeAt(part, [...path, index]);
    // A list that may be absent is, rather than empty.
    const isOptional = path.length === 1 && ['sections', 'unitGroups', 'parts'].includes(String(path[0]));
    onEdit(isOptional && items.length === 1 ? changeAt(part, path, () => undefined) : without, null);
  };
  return (
    <fieldset className="coded-list" ref={named.holder}>
      <legend>{legend}</legend>
      {items.map((item, index) => {
        const problem = problemAt([...path, index]);
        return (
          <div key={index} className="coded-line">
            {hasCodes && (
              <CodeCell label={t('list.code', { legend, no: index + 1 })} of={{ kind, owner: '', code: item.code }} />
            )}
            {texts.map(({ key, label }) => (
              <BothInputs
                key={key}
                label={`${label} ${index + 1}`}
                value={valueAt(item, [key]) as Localized}
                onChange={(value) => put([index, key], value)}
              />
            ))}
            {choice && (
              <select
                className="select compact"
                aria-label={`${choice.label} ${index + 1}`}
                value={(valueAt(item, [choice.key]) as string | undefined) ?? ''}
                onChange={(event) => put([index, choice.key], event.target.value || undefined)}
              >
                <option value="">{choice.none}</option>
                {choice.options.map(({ code, label }) => (
                  <option key={code} value={code}>
                    {label}
                  </option>
                ))}
              </select>
            )}
            <span className="row">
              <Button
                size="small"
                variant="plain"
                disabled={index === 0}
                aria-label={t('list.up', { legend, no: index + 1 })}
                onClick={() => onEdit(moveBefore(part, [...path, index], path, index - 1).part, null)}
              >
                ↑
              </Button>
              <Button
                size="small"
                variant="plain"
                aria-label={t('list.remove', { legend, no: index + 1 })}
                onClick={() => takeOut(index)}
              >
                ✕
              </Button>
            </span>
            {problem !== undefined && <span className="problem">{problem}</span>}
          </div>
        );
      })}
      <div className="list-end">
        <Button size="small" variant="plain" onClick={() => named.after(addOne)}>
          {add}
        </Button>
        {items.length > 0 && codes}
      </div>
    </fieldset>
  );
}

/** English is what the Chinese is, until it is written by itself. */
export function BothInputs({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: Localized;
  readonly onChange: (value: Localized) => void;
}) {
  const { t } = useTranslation('designer');
  const isAlike = value.en === value.zh;
  return (
    <>
      <input
        className="input"
        aria-label={label}
        placeholder={t('fields.chinese')}
        value={value.zh}
        onChange={(event) => onChange({ zh: event.target.value, en: isAlike ? event.target.value : value.en })}
      />
      <input
        className="input"
        aria-label={t('list.english', { label })}
        placeholder={t('fields.englishMissing')}
        value={isAlike ? '' : value.en}
        onChange={(event) => onChange({ ...value, en: event.target.value === '' ? value.zh : event.target.value })}
      />
    </>
  );
}
