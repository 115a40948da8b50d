import { caseNamings, type CaseNaming, type Numbering } from '@huibao/domain';
import type { Editor } from '@tiptap/react';
import { useEditorState } from '@tiptap/react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { insertTable } from './insert-table.ts';
import { goToTableTitle } from './table-title.ts';
import { actInText } from './undo-step.ts';
import { conditionAt, putUnderCondition, toggleBlockCondition } from './sentence/condition-in-text.ts';

/** Tools of the section that is being written. */
export function EditorTools({
  editor,
  fallback,
  isParagraph = false,
}: {
  editor: Editor | null;
  /** Of a paragraph that stays one, nothing is made but sentences and figures. */
  isParagraph?: boolean;
  /** Asked about where the text names no figure; null where there is none to ask about. */ fallback: string | null;
}) {
  const { t } = useTranslation('reports');
  const state = useEditorState({
    editor,
    selector: ({ editor: one }) =>
      one &&
      !one.isDestroyed && {
        level: one.isActive('heading', { level: 2 }) ? 2 : one.isActive('heading', { level: 3 }) ? 3 : 0,
        inTable: one.isActive('table'),
        condition: conditionAt(one)?.of ?? null,
        hasBlockCondition: hasBlockCondition(one),
        quoted: quotedAt(one),
        numbering: one.isActive('heading') ? (one.getAttributes('heading').numbering as Numbering) : null,
        canMerge: one.can().mergeOrSplit(),
      },
  });
  const isOff = !editor || !state;
  const tool = (label: string, run: (editor: Editor) => void, isPressed?: boolean, isPossible = true) => (
    <button
      type="button"
      className="tool"
      disabled={isOff || !isPossible}
      {...(isPressed === undefined ? {} : { 'aria-pressed': isPressed })}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => editor && !editor.isDestroyed && actInText(editor, run)}
    >
      {label}
    </button>
  );
  return (
    <div className="tools" role="toolbar" aria-label={t('actions.tools')}>
      {!isParagraph && (
        <>
          {tool(t('actions.paragraph'), (one) => one.commands.setParagraph(), state ? state.level === 0 : false)}
          {tool(
            t('actions.heading2'),
            (one) => one.commands.toggleHeading({ level: 2 }),
            state ? state.level === 2 : false,
          )}
          {tool(
            t('actions.heading3'),
            (one) => one.commands.toggleHeading({ level: 3 }),
            state ? state.level === 3 : false,
          )}
        </>
      )}
      {tool(
        t('actions.sentence'),
        (one) => {
          const standing = conditionAt(one);
          if (standing?.of === 'sentence') standing.remove();
          else if (fallback !== null) putUnderCondition(one, fallback, t('condition.words'));
        },
        state ? state.condition === 'sentence' : false,
        fallback !== null,
      )}
      {!isParagraph &&
        tool(
          t('actions.block'),
          (one) => {
            if (fallback !== null) toggleBlockCondition(one, fallback);
          },
          state ? state.hasBlockCondition : false,
          fallback !== null,
        )}
      {tool(`${t('actions.insert')} /`, (one) => one.commands.insertContent('/'))}
      {state &&
        state.numbering !== null &&
        tool(
          t('actions.numbered'),
          (one) =>
            one.commands.updateAttributes('heading', { numbering: state.numbering === 'auto' ? 'none' : 'auto' }),
          state.numbering === 'auto',
        )}
      {state &&
        state.quoted &&
        (['none', ...caseNamings] as const).map((one) => (
          <Fragment key={one}>
            {tool(
              t(`cases.naming.${one}`),
              (target) =>
                state.quoted &&
                target.commands.updateAttributes(state.quoted.type, { naming: one === 'none' ? null : one }),
              state.quoted?.naming === one,
            )}
          </Fragment>
        ))}
      {state && state.inTable ? (
        <>
          {tool(t('actions.addRow'), (one) => one.commands.addRowAfter())}
          {tool(t('actions.addColumn'), (one) => one.commands.addColumnAfter())}
          {tool(t('actions.tableTitle'), goToTableTitle)}
          {tool(t('actions.headRow'), (one) => one.commands.toggleHeaderRow())}
          {state.canMerge && tool(t('actions.merge'), (one) => one.commands.mergeOrSplit())}
          {tool(t('actions.removeRow'), (one) => one.commands.deleteRow())}
          {tool(t('actions.removeColumn'), (one) => one.commands.deleteColumn())}
          {tool(t('actions.removeTable'), (one) => one.commands.deleteTable())}
        </>
      ) : (
        !isParagraph && tool(t('actions.table'), insertTable)
      )}
    </div>
  );
}

/** What is quoted at the cursor, and how it says whose it is. */
function quotedAt(
  editor: Editor,
): { readonly type: 'case' | 'quotation'; readonly naming: CaseNaming | 'none' } | null {
  const type = (['case', 'quotation'] as const).find((name) => editor.isActive(name));
  return type ? { type, naming: (editor.getAttributes(type).naming as CaseNaming | null) ?? 'none' } : null;
}

function hasBlockCondition({ state: { selection } }: Editor): boolean {
  const { $from } = selection;
  return $from.depth > 0 && Boolean($from.node(1).attrs.when);
}
