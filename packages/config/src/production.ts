/**
 * The first import of whatever serves people: React, Express and others take what they do in development for the
 * default, which tells visitors stacks and does everything twice. Whatever the environment says.
 */
process.env['NODE_ENV'] = 'production';
