import { connect } from 'node:net';

/** @returns {Promise<boolean>} whether something accepts connections there */
export function answers(host, port) {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 5000 });
    const finish = (value) => () => {
      socket.destroy();
      resolve(value);
    };
    socket.once('connect', finish(true)).once('error', finish(false)).once('timeout', finish(false));
  });
}
