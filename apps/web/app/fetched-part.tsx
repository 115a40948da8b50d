import { Banner, Button } from '@huibao/ui';
import {
  Component,
  createContext,
  createElement,
  lazy,
  Suspense,
  useContext,
  useSyncExternalStore,
  type ComponentType,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';

// What of a page's script comes after the page. The network may be away by then, or a new version may have taken the
// place of what the page came with: what is on the page stays, typed words with it, and says what to do.

const never = () => () => undefined;

/** Whether the page has its script and hears what is done on it; not while it is as the server drew it. */
export function useAlive(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

class MissingPart extends Error {
  override readonly name = 'MissingPart';
}

/** What is shown in place of a part that is still on its way, or didn't come. */
export const UntilThere = createContext<ReactNode>(null);

/** A part that is fetched once somebody needs it, wherever it stands; fetched again when somebody asks for that. */
export function fetchedPart<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const listeners = new Set<() => void>();
  const attempt = () =>
    lazy(async () => {
      const part = await load().catch((cause: unknown) => {
        throw new MissingPart('a part of the page', { cause });
      });
      return { default: ({ given }: { readonly given: P }) => createElement(part, given) };
    });
  let current = attempt();
  /** Where it stands several times, one of them tells for all that it didn't come. */
  const teller: Teller = { of: null };
  const retry = (): void => {
    current = attempt();
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return function FetchedPart(props: P) {
    const Part = useSyncExternalStore(
      subscribe,
      () => current,
      () => current,
    );
    const until = useContext(UntilThere);
    return (
      <WithoutPart key={keyOf(Part)} onRetry={retry} until={until} teller={teller}>
        <Suspense fallback={until}>
          <Part given={props} />
        </Suspense>
      </WithoutPart>
    );
  };
}

const keys = new WeakMap<object, number>();

/** A new attempt begins anew. */
function keyOf(attempt: object): number {
  const key = keys.get(attempt) ?? Math.random();
  keys.set(attempt, key);
  return key;
}

interface Teller {
  of: WithoutPart | null;
}

interface Without {
  readonly onRetry: () => void;
  readonly until: ReactNode;
  readonly teller: Teller;
  readonly children: ReactNode;
}

class WithoutPart extends Component<Without, { readonly failure: unknown }> {
  override readonly state: { readonly failure: unknown } = { failure: null };

  static getDerivedStateFromError(failure: unknown) {
    return { failure };
  }

  override componentWillUnmount(): void {
    if (this.props.teller.of === this) this.props.teller.of = null;
  }

  override render(): ReactNode {
    const { failure } = this.state;
    const { onRetry, until, teller, children } = this.props;
    if (failure === null) return children;
    // Anything else is the page's own.
    if (!(failure instanceof MissingPart)) throw failure;
    teller.of ??= this;
    return (
      <>
        {teller.of === this && <PartMissing what="part" onRetry={onRetry} />}
        {until}
      </>
    );
  }
}

/** That something of the page didn't come, with what to do about it. */
export function PartMissing({ what, onRetry }: { readonly what: 'part' | 'language'; readonly onRetry: () => void }) {
  const { t, i18n } = useTranslation();
  return (
    // Amid a document, which may be in another language.
    <div lang={i18n.language}>
      <Banner
        tone="warn"
        role="alert"
        end={
          <>
            <Button size="small" onClick={onRetry}>
              {t('actions.retry')}
            </Button>{' '}
            <Button size="small" onClick={() => window.location.reload()}>
              {t('missing.reload')}
            </Button>
          </>
        }
      >
        {t(`missing.${what}`)}
      </Banner>
    </div>
  );
}
