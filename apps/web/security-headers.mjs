/**
 * What every answer says of itself, whatever it is: a page, its data, a procedure, a file, a redirect, an error. What a
 * route says itself stands: a page brings a policy with its scripts' nonce, a static file how long it may be kept.
 */
const headers = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'same-origin',
  // Heeded over https alone.
  'Strict-Transport-Security': 'max-age=31536000',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cache-Control': 'no-store',
};

/**
 * Set as the head goes out, so that none stands twice and none is missing from what fails on the way.
 * @type {import('express').RequestHandler}
 */
export function securityHeaders(_request, response, next) {
  const { writeHead } = response;
  response.writeHead = function (...args) {
    for (const [name, value] of Object.entries(headers)) if (!this.hasHeader(name)) this.setHeader(name, value);
    return writeHead.apply(this, args);
  };
  next();
}
