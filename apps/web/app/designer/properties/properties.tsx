import {
  columnCode,
  elementsWithin,
  holdsElements,
  localize,
  type DataElement,
  type FormBlock,
  type FormDefinition,
  type FormSection,
  type Register,
  type SensitiveRegister,
  type ValidationRule,
} from '@huibao/domain';
import {
  changeAt,
  formsOf,
  renameCode,
  renameColumn,
  renameForm,
  takenCodes,
  usesOfCode,
  valueAt,
  type DraftParts,
  type PartPath,
} from '@huibao/domain/designing';
import { pathOf, type PackageRefusal } from '@huibao/domain/package';
import { readRefusal } from '@huibao/i18n';
import { Button } from '@huibao/ui';
import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import type { UnitType } from '../../outputs.ts';
import { ExpressionNamesContext } from '../expression/names-context.ts';
import { blockKinds, idOf, kindAt, type Chosen } from '../outline/nodes.ts';
import { ElementProperties } from './element-properties.tsx';
import { BlockProperties, FormProperties, SectionProperties } from './piece-properties.tsx';
import { RuleProperties } from './rule-properties.tsx';

interface Props {
  readonly parts: DraftParts;
  readonly chosen: Chosen;
  readonly faults: readonly PackageRefusal[];
  /** Codes under which something was published. */
  readonly published: ReadonlySet<string>;
  readonly unitTypes: readonly UnitType[];
  readonly onEdit: (parts: DraftParts, of: string | null) => void;
  readonly onChoose: (chosen: Chosen) => void;
  readonly onBringBack: () => void;
  /** Whether the first of them is to be written in at once. */
  readonly isEntered: boolean;
  readonly onEntered: () => void;
  /** Esc: back to where the piece was chosen. */
  readonly onLeave: () => void;
}

/** What can be said of the chosen piece; below it, what it feeds. */
export function PropertiesPane(props: Props) {
  const { parts, chosen, faults, onBringBack, isEntered, onEntered, onLeave } = props;
  const { t, i18n } = useTranslation('designer');
  const kind = kindAt(parts, chosen);
  const own = pathOf(chosen.path);
  const { unitTypes } = props;
  const names = useMemo(
    () => ({
      form: parts.get(chosen.part) as FormDefinition,
      forms: formsOf(parts).map(([, form]) => form),
      unitTypes,
      register: columnsRegister(parts.get(chosen.part) as FormDefinition, chosen.path),
    }),
    [parts, chosen.part, chosen.path, unitTypes],
  );
  const here = faults.filter(({ path }) => path === own);
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isEntered) return;
    const first = pane.current?.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
    first?.focus();
    first?.select();
    onEntered();
  }, [isEntered, onEntered]);
  return (
    <section
      ref={pane}
      className="card designer-properties"
      aria-label={t('properties.label')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return;
        event.preventDefault();
        onLeave();
      }}
    >
      <h2>{t(`kinds.${kind}`)}</h2>
      {here.map((fault, index) => (
        <p key={index} className="problem">
          {readRefusal(fault, i18n).text}
        </p>
      ))}
      {chosen.path[0] === 'retired' ? (
        <Retired canComeBack={kind === 'element' || blockKinds.includes(kind)} onBringBack={onBringBack} />
      ) : (
        <ExpressionNamesContext.Provider value={names}>
          <Piece key={idOf(chosen)} {...props} />
        </ExpressionNamesContext.Provider>
      )}
    </section>
  );
}

/** Of a chosen column, its register. */
function columnsRegister(form: FormDefinition, path: PartPath): Register | null {
  return path.at(-2) === 'columns' ? (valueAt(form, path.slice(0, -2)) as Register) : null;
}

function Retired({ canComeBack, onBringBack }: { canComeBack: boolean; onBringBack: () => void }) {
  const { t } = useTranslation('designer');
  return (
    <>
      <p className="muted small">{t('properties.retired')}</p>
      {canComeBack && <Button onClick={onBringBack}>{t('actions.bringBack')}</Button>}
    </>
  );
}

function Piece({ parts, chosen, faults, published, unitTypes, onEdit, onChoose }: Props) {
  const { t, i18n } = useTranslation('designer');
  const { part, path } = chosen;
  const form = parts.get(part) as FormDefinition;
  const item = valueAt(form, path);
  const kind = kindAt(parts, chosen);
  const put = (key: PartPath, value: unknown): void =>
    onEdit(new Map([[part, changeAt(form, [...path, ...key], () => value)]]), [idOf(chosen), ...key].join(' '));
  const faultAt = (key: PartPath): PackageRefusal | undefined => {
    const at = pathOf([...path, ...key]);
    return faults.find(
      (fault) => fault.path === at || fault.path.startsWith(`${at}.`) || fault.path.startsWith(`${at}[`),
    );
  };
  const problemAt = (key: PartPath): string | undefined => {
    const found = faultAt(key);
    return found && readRefusal(found, i18n).text;
  };
  const shared = { chosen, change: put, problemAt, faultAt };
  const rename = (from: string) => (to: string) => onEdit(renameCode(parts, part, from, to), null);
  switch (kind) {
    case 'form':
      return (
        <FormProperties
          {...shared}
          item={form}
          unitTypes={unitTypes}
          isPublished={isFormPublished(form, published)}
          taken={() => new Set(formsOf(parts).map(([, { code }]) => code))}
          onRename={(to) => {
            onEdit(renameForm(parts, form.code, to), null);
            onChoose({ part: `forms/${to}.json`, path: [] });
          }}
        />
      );
    case 'section':
      return <SectionProperties {...shared} item={item as FormSection} />;
    case 'fields':
    case 'grid':
    case 'register': {
      const block = item as FormBlock;
      const code = block.kind === 'register' ? block.register.code : '';
      const isPublished = published.has(code) || elementsWithin(block).some((element) => published.has(element.code));
      return (
        <>
          <BlockProperties
            {...shared}
            item={block}
            isPublished={isPublished}
            taken={() => takenCodes(parts)}
            onRename={rename(code)}
          />
          {code !== '' && <Uses parts={parts} code={code} onChoose={onChoose} />}
        </>
      );
    }
    case 'element':
    case 'column': {
      const element = item as DataElement;
      const isColumn = kind === 'column';
      const register = columnsRegister(form, path);
      const code = register ? columnCode(register, element) : element.code;
      return (
        <>
          <ElementProperties
            {...shared}
            item={element}
            isColumn={isColumn}
            isInGrid={kindAt(parts, { part, path: path.slice(0, -2) }) === 'grid'}
            isPublished={published.has(code)}
            unitTypes={unitTypes}
            sensitiveRegisters={sensitiveRegistersOf(parts)}
            otherForms={formsOf(parts).flatMap(([part, other]) => (part === chosen.part ? [] : [other]))}
            taken={() => (register ? new Set(register.columns.map((column) => column.code)) : takenCodes(parts))}
            onRename={
              register
                ? (to) => onEdit(renameColumn(parts, part, register.code, element.code, to), null)
                : rename(element.code)
            }
            onReplace={(replaced) => put([], replaced)}
          />
          <Uses parts={parts} code={code} onChoose={onChoose} />
        </>
      );
    }
    case 'rule':
      return <RuleProperties {...shared} item={item as ValidationRule} />;
    default:
      return <p className="muted small">{t('properties.rules')}</p>;
  }
}

function isFormPublished(form: FormDefinition, published: ReadonlySet<string>): boolean {
  return form.sections.some((section) =>
    section.blocks.some((block) =>
      holdsElements(block)
        ? block.elements.some((element) => published.has(element.code))
        : published.has(block.register.code),
    ),
  );
}

function sensitiveRegistersOf(parts: DraftParts): readonly string[] {
  const { sensitiveRegisters } = parts.get('registers.json') as {
    readonly sensitiveRegisters: readonly SensitiveRegister[];
  };
  return sensitiveRegisters.map((register) => register.code);
}

function Uses({
  parts,
  code,
  onChoose,
}: {
  parts: DraftParts;
  code: string;
  onChoose: (chosen: Chosen) => void;
}): ReactNode {
  const { t } = useTranslation('designer');
  const locale = useLocale();
  const uses = useMemo(() => usesOfCode(parts, code), [parts, code]);
  return (
    <section className="designer-uses" aria-label={t('uses.title')}>
      <h3>{t('uses.title')}</h3>
      {uses.length === 0 && <p className="muted small">{t('uses.none')}</p>}
      <ul>
        {uses.map((use) => (
          <li key={idOf(use)}>
            <span className="muted small">{t(`uses.${use.kind}`)}</span>{' '}
            {use.kind === 'indicator' ? (
              localize(use.label, locale)
            ) : (
              <button type="button" className="link" onClick={() => onChoose({ part: use.part, path: use.path })}>
                {localize(use.label, locale)}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
