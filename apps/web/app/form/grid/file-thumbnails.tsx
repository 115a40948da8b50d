import { listFileIds, type CellContent } from '@huibao/domain';
import type { SubmissionView } from '../sync/view.ts';

export function fileHref(id: string): string {
  return `/files/evidence/${id}`;
}

/** Pictures small, other files by name. */
export function FileThumbnails({ content, files }: { content: CellContent; files: SubmissionView['files'] }) {
  const ids = content.state === 'value' ? (listFileIds(content.value) ?? []) : [];
  return (
    <span className="thumbnails">
      {ids.map((id) => {
        const file = files.find((one) => one.id === id);
        if (!file) return null;
        return file.mediaType.startsWith('image/') ? (
          <img key={id} src={fileHref(id)} alt={file.name} loading="lazy" />
        ) : (
          <span key={id} className="file-name">
            {file.name}
          </span>
        );
      })}
    </span>
  );
}
