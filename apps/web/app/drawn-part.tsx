import { useEffect, useRef, useState, type ComponentType } from 'react';
import { fetchedPart, PartMissing, useAlive } from './fetched-part.tsx';

const turnings = ['pointerdown', 'keydown'] as const;

/**
 * A part that comes drawn by the server, and stays so until somebody turns to the page: presses anything on it, or
 * points at the part itself. Then its script is fetched, and it is alive. Where the server drew nothing, since the page
 * was come to from another one, it is fetched at once.
 * @param onServer the same part, there; null in a browser
 */
export function drawnPart<P extends object>(
  load: () => Promise<ComponentType<P>>,
  onServer: ComponentType<P> | null,
): ComponentType<P> {
  const Fetched = fetchedPart(load);
  return function DrawnPart(props: P) {
    const isAlive = useAlive();
    const [wasDrawn] = useState(!isAlive);
    const box = useRef<HTMLDivElement>(null);
    const [Live, setLive] = useState<ComponentType<P> | null>(null);
    const [isWanted, setWanted] = useState(false);
    const [isMissing, setMissing] = useState(false);
    // As it is looked at when it changes from drawn to alive.
    const focused = useRef<string | null>(null);
    useEffect(() => {
      if (!wasDrawn || isWanted) return undefined;
      const want = (): void => setWanted(true);
      for (const turning of turnings) document.addEventListener(turning, want, { capture: true });
      return () => {
        for (const turning of turnings) document.removeEventListener(turning, want, { capture: true });
      };
    }, [wasDrawn, isWanted]);
    useEffect(() => {
      if (!isWanted || isMissing) return undefined;
      let isGone = false;
      load().then(
        (part) => {
          if (isGone) return;
          const { activeElement } = document;
          const cell = box.current?.contains(activeElement) ? activeElement?.closest('[data-cell]') : null;
          focused.current = cell?.getAttribute('data-cell') ?? null;
          setLive(() => part);
        },
        () => isGone || setMissing(true),
      );
      return () => {
        isGone = true;
      };
    }, [isWanted, isMissing]);
    useEffect(() => {
      if (Live && focused.current !== null)
        box.current?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(focused.current)}"]`)?.focus();
    }, [Live]);
    if (!wasDrawn) return <Fetched {...props} />;
    if (onServer) {
      const OnServer = onServer;
      return (
        <div className="drawn">
          <OnServer {...props} />
        </div>
      );
    }
    if (Live)
      return (
        <div className="drawn" ref={box}>
          <Live {...props} />
        </div>
      );
    return (
      <>
        {isMissing && <PartMissing what="part" onRetry={() => setMissing(false)} />}
        {/* React leaves what is in it as it came. */}
        <div
          key="drawn"
          className="drawn"
          ref={box}
          onPointerOver={() => setWanted(true)}
          suppressHydrationWarning
          dangerouslySetInnerHTML={{ __html: '' }}
        />
      </>
    );
  };
}
