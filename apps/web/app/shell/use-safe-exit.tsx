import { Button, Dialog } from '@huibao/ui';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { saveWholePage, type Unsaved } from '../unsaved-work.ts';

/** Ways out that end the session: what the page holds is saved first, and who would leave something behind is asked. */
export function useSafeExit(): {
  readonly leave: (exit: () => Promise<void>) => Promise<void>;
  readonly dialog: ReactNode;
} {
  const { t } = useTranslation();
  const [held, setHeld] = useState<(Unsaved & { readonly exit: () => Promise<void> }) | null>(null);
  const leave = async (exit: () => Promise<void>): Promise<void> => {
    const unsaved = await saveWholePage();
    if (unsaved.count > 0) setHeld({ ...unsaved, exit });
    else await exit();
  };
  const dialog = (
    <Dialog title={t('exit.title')} isOpen={held !== null} onClose={() => setHeld(null)}>
      <div className="stack">
        <p>{t(held?.isKept ? 'exit.text' : 'exit.lost', { count: held?.count ?? 0 })}</p>
        <div className="form-actions">
          <Button
            onClick={() => {
              setHeld(null);
              void held?.exit();
            }}
          >
            {t('exit.leave')}
          </Button>
          <Button variant="primary" onClick={() => setHeld(null)}>
            {t('exit.stay')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
  return { leave, dialog };
}
