import type { OfficialBlock, OfficialDocument } from '@huibao/domain';
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
    case 'table':
      return (
        <table>
          {block.header.length > 0 && (
            <thead>
              <tr>
                {block.header.map((text, index) => (
                  <th key={index} scope="col">
                    {text}
                  </th>
                ))}
              </tr>
            </thead>
          )}
          <tbody>
            {block.rows.map((row, index) => (
              <tr key={index}>
                {row.map((text, at) => (
                  <td key={at}>{text}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
  }
}
