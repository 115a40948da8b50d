import { placeOfError, type ExpressionErrorCode } from '@huibao/domain';
import type { PackageRefusal } from '@huibao/domain/package';
import { readRefusal } from '@huibao/i18n';
import { useContext, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import { CompletionList } from './completion-list.tsx';
import { completionsAt, type Completing, type Completion, type ExpressionKind } from './completions.ts';
import { ExpressionReading } from './expression-reading.tsx';
import { ExpressionNamesContext } from './names-context.ts';

/**
 * Where a rule, a calculation or a condition is written: with what it may name offered, what is wrong with it marked in
 * its place, and read in plain words below.
 */
export function ExpressionField({
  label,
  kind,
  value,
  fault,
  placeholder,
  onChange,
}: {
  readonly label: string;
  readonly kind: ExpressionKind;
  readonly value: string;
  readonly fault: PackageRefusal | undefined;
  readonly placeholder?: string;
  readonly onChange: (source: string) => void;
}) {
  const { t, i18n } = useTranslation('expressions');
  const locale = useLocale();
  const names = useContext(ExpressionNamesContext);
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const caretAfter = useRef<number | null>(null);
  const [completing, setCompleting] = useState<Completing | null>(null);
  const [active, setActive] = useState(0);
  useLayoutEffect(() => {
    if (caretAfter.current === null) return;
    field.current?.setSelectionRange(caretAfter.current, caretAfter.current);
    caretAfter.current = null;
  });
  const offer = (isAsked: boolean): void => {
    const caret = field.current?.selectionStart;
    if (!names || caret === undefined || field.current?.selectionEnd !== caret) return;
    setActive(0);
    setCompleting(completionsAt(field.current.value, caret, names, kind, locale, isAsked));
  };
  const take = ({ from, to }: Completing, { text, caret }: Completion): void => {
    caretAfter.current = from + caret;
    setCompleting(null);
    onChange(value.slice(0, from) + text + value.slice(to));
    field.current?.focus();
  };
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault();
      offer(true);
      return;
    }
    const chosen = completing?.found[active];
    if (!completing || !chosen) return;
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined) setActive((active + step + completing.found.length) % completing.found.length);
    else if (event.key === 'Enter' || event.key === 'Tab') take(completing, chosen);
    else if (event.key === 'Escape') setCompleting(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const problem = fault && readRefusal(fault, i18n).text;
  const place = fault && placeIn(value, fault);
  return (
    <div className="property expression">
      <label htmlFor={id}>{label}</label>
      <div>
        <div className="expression-text">
          <div className="mirror" aria-hidden>
            {place ? (
              <>
                {value.slice(0, place.from)}
                <mark>{value.slice(place.from, place.to) || ' '}</mark>
                {value.slice(place.to)}
              </>
            ) : (
              value
            )}{' '}
          </div>
          <textarea
            ref={field}
            id={id}
            className="textarea"
            rows={2}
            value={value}
            placeholder={placeholder}
            spellCheck={false}
            autoComplete="off"
            aria-invalid={problem !== undefined}
            aria-describedby={`${problem === undefined ? '' : `${id}-problem`} ${id}-reading ${id}-keys`}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-controls={completing ? `${id}-list` : undefined}
            aria-activedescendant={completing ? `${id}-list-${active}` : undefined}
            onChange={(event) => {
              onChange(event.target.value);
              if (!(event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing)) offer(false);
            }}
            onCompositionEnd={() => offer(false)}
            onKeyDown={press}
            onClick={() => setCompleting(null)}
            onBlur={() => setCompleting(null)}
          />
        </div>
        {completing && (
          <CompletionList
            id={`${id}-list`}
            found={completing.found}
            active={active}
            onTake={(completion) => take(completing, completion)}
          />
        )}
        <span id={`${id}-keys`} hidden>
          {t('keys')}
        </span>
        {problem !== undefined && (
          <span className="problem" id={`${id}-problem`}>
            {problem}
            {place &&
              ` ${t('at', { no: place.from + 1, text: value.slice(place.from, Math.min(place.to, place.from + 20)) })}`}
          </span>
        )}
        <ExpressionReading id={`${id}-reading`} source={value} kind={kind} names={names} />
      </div>
    </div>
  );
}

const prefix = 'definition.expression_';

function placeIn(source: string, { code, params }: PackageRefusal): ReturnType<typeof placeOfError> {
  if (!code.startsWith(prefix)) return null;
  return placeOfError(source, code.slice(prefix.length) as ExpressionErrorCode, String(params['detail'] ?? ''));
}
