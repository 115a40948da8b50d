/**
 * Tells the api, by a header that nobody else can set, where a visitor is: what the trusted proxies say, else whoever
 * holds the connection.
 * @type {import('express').RequestHandler}
 */
export function clientAddress(request, _response, next) {
  request.headers['x-client-address'] = request.ip ?? '';
  next();
}
