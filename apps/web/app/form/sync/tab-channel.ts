import type { ServerCell } from './save-queue.ts';

/** What the tabs of one person's form tell each other. */
export type TabMessage =
  | { readonly kind: 'who_is_here' }
  | { readonly kind: 'here'; readonly tab: string }
  | { readonly kind: 'saved'; readonly cells: readonly ServerCell[] };

export interface TabChannel {
  readonly post: (message: TabMessage) => void;
  readonly listen: (onMessage: (message: TabMessage) => void) => () => void;
}

/** Nobody to talk to: a browser without channels, or a test of one tab. */
export const noChannel: TabChannel = { post: () => undefined, listen: () => () => undefined };

export function openTabChannel(name: string): TabChannel {
  if (typeof BroadcastChannel === 'undefined') return noChannel;
  const channel = new BroadcastChannel(name);
  return {
    post: (message) => channel.postMessage(message),
    listen: (onMessage) => {
      const listener = (event: MessageEvent<TabMessage>): void => onMessage(event.data);
      channel.addEventListener('message', listener);
      return () => channel.removeEventListener('message', listener);
    },
  };
}
