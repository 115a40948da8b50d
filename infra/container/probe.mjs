// Health checks of containers, which bring no curl along: node infra/container/probe.mjs http://127.0.0.1:4900/ready
const answer = await fetch(process.argv[2], { signal: AbortSignal.timeout(3000) }).catch((error) => error);
process.exitCode = answer.ok ? 0 : 1;
