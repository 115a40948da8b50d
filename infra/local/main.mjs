// The door of every npm script. It imports nothing before it knows that this Node can run the rest,
// and keeps to syntax that an old Node understands: `node infra/local/main.mjs <command> …`
const major = Number(process.versions.node.split('.')[0]);
if (major < 18) {
  process.stderr.write(
    'Huibao needs Node 18 or newer to set itself up; this is Node ' +
      process.versions.node +
      ': install a newer one from https://nodejs.org.\n',
  );
  process.exitCode = 1;
} else if (process.platform === 'win32') {
  process.stderr.write(
    'Huibao runs on Linux and macOS; on Windows, run it inside WSL (https://learn.microsoft.com/windows/wsl/install).\n',
  );
  process.exitCode = 1;
} else {
  const [command] = process.argv.splice(2, 1);
  import('./' + command + '.mjs');
}
