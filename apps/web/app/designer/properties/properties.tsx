import {
  columnCode,
  elementsWithin,
  holdsElements,
  type DataElement,
  type FormBlock,
  type FormDefinition,
  type FormSection,
  type Programme,
  type Register,
  type ValidationRule,
} from '@huibao/domain';
import { changeAt, formsOf, isInheritedForm, valueAt, type DraftParts, type PartPath } from '@huibao/domain/designing';
import { pathOf, type PackageRefusal } from '@huibao/domain/package';
import { readRefusal } from '@huibao/i18n';
import { Button } from '@huibao/ui';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitType } from '../../outputs.ts';
import { ExpressionNamesContext } from '../expression/names-context.ts';
import { useNameFocus } from '../next-name.ts';
import { blockKinds, idOf, kindAt, type Chosen } from '../outline/nodes.ts';
import { FormProperties, SectionProperties } from './piece-properties.tsx';
import { BlockProperties, ElementProperties, RuleProperties } from './rest-of-properties.tsx';
import { Uses } from './uses.tsx';

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
  const isFixed = isInheritedForm(parts, chosen.part);
  const here = faults.filter(({ path }) => path === own);
  const pane = useRef<HTMLElement>(null);
  useNameFocus(pane, isEntered, onEntered);
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
      {isFixed && <p className="muted small">{t('adding.fixed')}</p>}
      {chosen.path[0] === 'retired' ? (
        <Retired
          canComeBack={!isFixed && (kind === 'element' || blockKinds.includes(kind))}
          onBringBack={onBringBack}
        />
      ) : (
        <ExpressionNamesContext.Provider value={names}>
          <fieldset className="pieces" disabled={isFixed}>
            <Piece key={placeKey(parts, chosen)} {...props} />
          </fieldset>
        </ExpressionNamesContext.Provider>
      )}
    </section>
  );
}

/** Of a chosen column, its register. */
function columnsRegister(form: FormDefinition, path: PartPath): Register | null {
  return path.at(-2) === 'columns' ? (valueAt(form, path.slice(0, -2)) as Register) : null;
}

/** The same under another code: whoever goes on to the next field as a form is renamed is in it then. */
function placeKey(parts: DraftParts, { part, path }: Chosen): string {
  const { forms } = parts.get('programme.json') as { readonly forms: readonly string[] };
  return [forms.findIndex((code) => part === `forms/${code}.json`), ...path].join(' ');
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
  const put = (key: PartPath, value: unknown, along: DraftParts = new Map()): void =>
    onEdit(
      new Map([...along, [part, changeAt(form, [...path, ...key], () => value)]]),
      [idOf(chosen), ...key].join(' '),
    );
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
  switch (kind) {
    case 'form':
      return (
        <FormProperties
          {...shared}
          item={form}
          unitTypes={unitTypes}
          parts={(parts.get('programme.json') as Pick<Programme, 'parts'>).parts ?? []}
          isPublished={isFormPublished(form, published)}
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
          <BlockProperties {...shared} item={block} isPublished={isPublished} />
          {code !== '' && <Uses parts={parts} of={{ kind: 'asked', owner: '', code }} onChoose={onChoose} />}
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
            owner={code}
            otherForms={formsOf(parts).flatMap(([part, other]) => (part === chosen.part ? [] : [other]))}
            onReplace={(replaced) => put([], replaced)}
          />
          <Uses
            parts={parts}
            of={
              register
                ? { kind: 'column', owner: register.code, code: element.code }
                : { kind: 'asked', owner: '', code: element.code }
            }
            onChoose={onChoose}
          />
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
