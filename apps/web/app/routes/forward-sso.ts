import type { LoaderFunctionArgs } from '@remix-run/node';
import { forward } from '../api.server.ts';

export const loader = ({ request }: LoaderFunctionArgs): Promise<Response> => forward(request);
