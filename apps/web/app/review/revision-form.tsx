import { isNumeric, listFileIds, localize, printCell, type CellContent, type DataElement } from '@huibao/domain';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import { GridTable, GridTitle } from '../form/grid/grid-table.tsx';
import { changeOf } from '../form/grid/rows.ts';
import type { RevisionView } from '../outputs.ts';
import type { ReviewBlock, ReviewSection } from './review-cells.ts';

interface Marks {
  readonly changed: ReadonlySet<string>;
  readonly flagged: ReadonlySet<string>;
  readonly commented: ReadonlySet<string>;
  /** By cell, what another programme says otherwise. */
  readonly differing: ReadonlyMap<string, string>;
  /** Null where the revision is only read. */
  readonly onComment: ((cell: string) => void) | null;
  /** Where a cell comes from and what it moves: once there is nothing to comment on. */
  readonly onOrigin: (cell: string) => void;
}

/** What was submitted, beside the same term of last year. */
export function RevisionForm({
  sections,
  files,
  marks,
}: {
  sections: readonly ReviewSection[];
  files: RevisionView['files'];
  marks: Marks;
}) {
  const locale = useLocale();
  return sections.map((section) => (
    <section key={section.code} className="card" aria-labelledby={`section-${section.code}`}>
      <h2 id={`section-${section.code}`} className="card-title">
        {localize(section.title, locale)}
      </h2>
      {section.blocks.map((block, index) =>
        block.kind === 'fields' ? (
          <Fields
            key={index}
            block={block}
            isTitled={block.title.zh !== section.title.zh}
            files={files}
            marks={marks}
          />
        ) : block.kind === 'grid' ? (
          <MergedTable key={index} block={block} files={files} marks={marks} />
        ) : (
          <RegisterTable key={index} block={block} files={files} marks={marks} />
        ),
      )}
    </section>
  ));
}

function Fields({
  block,
  isTitled,
  files,
  marks,
}: {
  block: Extract<ReviewBlock, { kind: 'fields' }>;
  /** Its part of the section has a name of its own, which who fills it in sees, too. */
  isTitled: boolean;
  files: RevisionView['files'];
  marks: Marks;
}) {
  const { t } = useTranslation('review');
  const locale = useLocale();
  const table = (
    <div className="table-scroll">
      <table className="table review-table fields">
        <caption className="visually-hidden">{localize(block.title, locale)}</caption>
        <thead>
          <tr>
            <th scope="col">{t('columns.item')}</th>
            <th scope="col" className="num">
              {t('columns.now')}
            </th>
            <th scope="col">{t('columns.unit')}</th>
            <th scope="col" className="num">
              {t('columns.lastYear')}
            </th>
            <th scope="col" className="num">
              {t('columns.change')}
            </th>
          </tr>
        </thead>
        <tbody>
          {block.cells.map(({ id, element, label, now, lastYear }) => (
            <tr key={id}>
              <th scope="row">
                {localize(label, locale)}
                <DifferingNote marks={marks} id={id} />
              </th>
              <td className={isLong(element) ? 'wide-cell' : 'num'}>
                <Value
                  id={id}
                  label={localize(label, locale)}
                  element={element}
                  content={now}
                  files={files}
                  marks={marks}
                />
              </td>
              <td className="muted">{element.unit ? localize(element.unit, locale) : ''}</td>
              <td className={isLong(element) ? 'muted clip' : 'num muted'}>
                {lastYear ? printCell(element, lastYear, locale) || '—' : '—'}
              </td>
              <td className="num muted">{changeOf(element, now, lastYear ?? undefined, locale)?.text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
  if (!isTitled) return table;
  return (
    <>
      <h3 className="block-title">{localize(block.title, locale)}</h3>
      {table}
    </>
  );
}

function MergedTable({
  block: { grid, layout, slots },
  files,
  marks,
}: {
  block: Extract<ReviewBlock, { kind: 'grid' }>;
  files: RevisionView['files'];
  marks: Marks;
}) {
  const { t } = useTranslation('review');
  const locale = useLocale();
  return (
    <>
      <h3 className="block-title grid-title">
        <GridTitle grid={grid} layout={layout} />
      </h3>
      <div className="table-scroll">
        <GridTable
          className="table review-table merged-review"
          aria-label={localize(grid.title, locale)}
          grid={grid}
          layout={layout}
          renderSlot={(_, { row, col }) => {
            const slot = slots[row]?.[col];
            if (!slot) return null;
            const { id, element, label, now, lastYear } = slot;
            const before = lastYear ? printCell(element, lastYear, locale) : '';
            return (
              <td key={`${row}-${col}`} className={isNumeric(element.type) ? 'num' : ''}>
                {id === null ? (
                  printCell(element, now, locale)
                ) : (
                  <Value
                    id={id}
                    label={localize(label, locale)}
                    element={element}
                    content={now}
                    files={files}
                    marks={marks}
                  />
                )}
                {id !== null && <DifferingNote marks={marks} id={id} />}
                {before && <small className="muted">{t('gridLastYear', { value: before })}</small>}
              </td>
            );
          }}
        />
      </div>
    </>
  );
}

function RegisterTable({
  block,
  files,
  marks,
}: {
  block: Extract<ReviewBlock, { kind: 'register' }>;
  files: RevisionView['files'];
  marks: Marks;
}) {
  const { t } = useTranslation('review');
  const locale = useLocale();
  const { register, rows } = block;
  return (
    <>
      <h3 className="block-title">{localize(register.label, locale)}</h3>
      {rows.length === 0 ? (
        <p className="block-note muted">{block.saysNothing ? t('nothing') : t('noRows')}</p>
      ) : (
        <div className="table-scroll">
          <table className="table review-table">
            <thead>
              <tr>
                <th scope="col" className="num">
                  <span className="visually-hidden">{t('rowNumber', { no: '' })}</span>
                </th>
                {register.columns.map((column) => (
                  <th key={column.code} scope="col">
                    {localize(column.label, locale)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={row.id}>
                  <td className="num muted">{index + 1}</td>
                  {row.cells.map(({ id, element, content }) => (
                    <td key={id} className={isNumeric(element.type) ? 'num' : isLong(element) ? 'wide-cell' : ''}>
                      <Value
                        id={id}
                        label={`${t('rowNumber', { no: index + 1 })} ${localize(element.label, locale)}`}
                        element={element}
                        content={content}
                        files={files}
                        marks={marks}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function isLong(element: DataElement): boolean {
  return element.type === 'narrative' || element.type === 'attachment' || element.type === 'text';
}

function Value({
  id,
  label,
  element,
  content,
  files,
  marks,
}: {
  id: string;
  label: string;
  element: DataElement;
  content: CellContent;
  files: RevisionView['files'];
  marks: Marks;
}) {
  const { t } = useTranslation(['review', 'origin']);
  const locale = useLocale();
  const ids = element.type === 'attachment' && content.state === 'value' ? (listFileIds(content.value) ?? []) : null;
  if (ids) {
    return (
      <>
        {files
          .filter((file) => ids.includes(file.id))
          .map((file) => (
            <a key={file.id} className="file-link" href={`/files/evidence/${file.id}`}>
              {file.name}
            </a>
          ))}
      </>
    );
  }
  const text = printCell(element, content, locale);
  const className = [
    'review-value',
    marks.changed.has(id) && 'changed',
    marks.flagged.has(id) && 'flagged',
    marks.commented.has(id) && 'commented',
    text === '' && 'muted',
  ]
    .filter(Boolean)
    .join(' ');
  const shown = text === '' ? '—' : text;
  const { onComment, onOrigin } = marks;
  const told = onComment ? t('review:comments.add', { cell: label }) : t('origin:open');
  return (
    <button
      type="button"
      id={`cell-${id}`}
      className={className}
      title={onComment ? undefined : told}
      aria-label={`${shown}. ${told}`}
      onClick={() => (onComment ?? onOrigin)(id)}
    >
      {shown}
    </button>
  );
}

/** What another report says otherwise of a cell. */
function DifferingNote({ marks, id }: { marks: Marks; id: string }) {
  const differs = marks.differing.get(id);
  return differs === undefined ? null : <small className="differs-note">≠ {differs}</small>;
}
