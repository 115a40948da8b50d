import { elementsOf, localize, registersOf } from '@huibao/domain';
import { useContext, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import { ExpressionNamesContext } from '../expression/names-context.ts';

/** Whose cells are marked when a rule doesn't hold: found by their names, or codes. */
export function RuleElements({
  codes,
  problem,
  onChange,
}: {
  readonly codes: readonly string[];
  readonly problem: string | undefined;
  readonly onChange: (codes: readonly string[]) => void;
}) {
  const { t } = useTranslation(['designer', 'expressions']);
  const locale = useLocale();
  const id = useId();
  const form = useContext(ExpressionNamesContext)?.form;
  const [typed, setTyped] = useState('');
  const labels = useMemo(
    () =>
      new Map([
        ...(form ? elementsOf(form) : []).map(({ code, label }) => [code, localize(label, locale)] as const),
        ...(form ? registersOf(form) : []).flatMap((register) => [
          [register.code, localize(register.label, locale)] as const,
          ...register.columns.map(
            ({ code, label }) =>
              [`${register.code}.${code}`, `${localize(register.label, locale)} · ${localize(label, locale)}`] as const,
          ),
        ]),
      ]),
    [form, locale],
  );
  const nameOf = (code: string): string => `${labels.get(code) ?? ''} · ${code}`;
  /** Several codes at once may be pasted. */
  const put = (text: string, isDone: boolean): void => {
    const whole = [...labels.keys()].find((code) => nameOf(code) === text.trim());
    const written = whole === undefined ? text.split(/[\s,，、]+/).filter(Boolean) : [whole];
    const isKnown = written.length > 0 && written.every((code) => labels.has(code));
    if (!isKnown || !(isDone || whole !== undefined)) {
      setTyped(text);
      return;
    }
    setTyped('');
    onChange([...new Set([...codes, ...written])]);
  };
  return (
    <div className="property">
      <label htmlFor={id}>{t('designer:fields.ruleElements')}</label>
      <div>
        <ul className="chosen-elements">
          {codes.map((code) => (
            <li key={code}>
              <span>
                {labels.get(code)} <code>{code}</code>
              </span>
              <button
                type="button"
                aria-label={t('expressions:ruleElements.remove', { name: labels.get(code) ?? code })}
                onClick={() => onChange(codes.filter((one) => one !== code))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
        <input
          id={id}
          className="input"
          list={`${id}-elements`}
          value={typed}
          placeholder={t('expressions:ruleElements.add')}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : `${id}-problem`}
          onChange={(event) => put(event.target.value, false)}
          onBlur={() => put(typed, true)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) put(typed, true);
          }}
        />
        <datalist id={`${id}-elements`}>
          {[...labels.keys()]
            .filter((code) => !codes.includes(code))
            .map((code) => (
              <option key={code} value={nameOf(code)} />
            ))}
        </datalist>
        {problem !== undefined && (
          <span className="problem" id={`${id}-problem`}>
            {problem}
          </span>
        )}
      </div>
    </div>
  );
}
