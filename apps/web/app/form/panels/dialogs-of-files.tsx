import { lazy, Suspense } from 'react';
import type { FormHandle } from '../sync/use-form.ts';
import type { Place } from '../sync/places.ts';

// What takes or shows a file asks the server all the same: it is fetched by who opens it. Nothing of it is there
// before: a part that is still on its way when the page comes alive would be given up.

const Import = lazy(async () => ({ default: (await import('./import-dialog.tsx')).ImportDialog }));
const Files = lazy(async () => ({ default: (await import('./files-dialog.tsx')).FilesDialog }));

export function ImportDialog(props: { form: FormHandle; isOpen: boolean; onClose: () => void }) {
  if (!props.isOpen) return null;
  return (
    <Suspense>
      <Import {...props} />
    </Suspense>
  );
}

export function FilesDialog(props: { form: FormHandle; place: Place | null; onClose: () => void }) {
  if (!props.place) return null;
  return (
    <Suspense>
      <Files {...props} />
    </Suspense>
  );
}
