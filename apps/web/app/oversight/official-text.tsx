import type { OfficialBlock, OfficialCell, OfficialDocument } from '@huibao/domain';
import { officialDate } from '@huibao/domain';
import { useTranslation } from 'react-i18next';

/** A delivered document as it was frozen, to be read on the screen; its layout on paper is the PDF's. */
export function OfficialText({ document }: { document: OfficialDocument }) {
  const { t } = useTranslation('districts');
  return (
    <article className="document official" lang="zh-CN">
      {document.head && (
        <p className="official-head-line">
          <span>{document.head.number}</span>
          <span>{t('delivery.signer', { name: document.head.signer })}</span>
        </p>
      )}
      <p className="document-title">
        {document.title.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </p>
      {document.addressee !== '' && <p>{t('delivery.addressee', { name: document.addressee })}</p>}
      <div className="prose">
        {document.blocks.map((block, index) => (
          <Block key={index} block={block} />
        ))}
      </div>
      <p className="signature">{document.issuer}</p>
      {document.date && <p className="signature">{officialDate(document.date)}</p>}
    </article>
  );
}

function Block({ block }: { block: OfficialBlock }) {
  switch (block.kind) {
    case 'heading': {
      const text = block.runs.map((run) => run.text).join('');
      return block.level === 1 ? <h2>{text}</h2> : block.level === 2 ? <h3>{text}</h3> : <h4>{text}</h4>;
    }
    case 'paragraph':
      return (
        <p>
          {block.runs.map((run, index) =>
            run.figureId === undefined ? (
              run.text
            ) : (
              <span key={index} className="figure-text">
                {run.text}
              </span>
            ),
          )}
        </p>
      );
    case 'tableTitle':
      return <p className="table-title">{block.runs.map((run) => run.text).join('')}</p>;
    case 'table': {
      const { header, rows, headRows = 0 } = block;
      const heads = header.length > 0 ? [header, ...rows.slice(0, headRows)] : [];
      return (
        <table>
          {heads.length > 0 && (
            <thead>
              {heads.map((row, index) => (
                <tr key={index}>
                  {row.map((cell, at) => (
                    <th key={at} scope={columnsOf(cell) > 1 ? 'colgroup' : 'col'} {...spansOf(cell)}>
                      {textOf(cell)}
                    </th>
                  ))}
                </tr>
              ))}
            </thead>
          )}
          <tbody>
            {rows.slice(headRows).map((row, index) => (
              <tr key={index}>
                {row.map((cell, at) => (
                  <td key={at} {...spansOf(cell)}>
                    {textOf(cell)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    }
  }
}

const textOf = (cell: OfficialCell): string => (typeof cell === 'string' ? cell : cell.text);

const columnsOf = (cell: OfficialCell): number => (typeof cell === 'string' ? 1 : cell.columns);

function spansOf(cell: OfficialCell): { readonly colSpan?: number; readonly rowSpan?: number } {
  return typeof cell === 'string' ? {} : { colSpan: cell.columns, rowSpan: cell.rows };
}
