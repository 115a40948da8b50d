// Imported first by every command: says what is missing before anything newer than Node 12 is met.
const major = Number(process.versions.node.split('.')[0]);
if (major < 18) {
  process.stderr.write(`Huibao needs Node 18 or newer to set itself up; this is Node ${process.versions.node}: install a newer one from https://nodejs.org.\n`);
  process.exit(1);
}
if (process.platform === 'win32') {
  process.stderr.write('Huibao runs on Linux and macOS; on Windows, run it inside WSL (https://learn.microsoft.com/windows/wsl/install).\n');
  process.exit(1);
}
