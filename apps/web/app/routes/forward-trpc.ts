import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { forward } from '../api.server.ts';

export const loader = ({ request }: LoaderFunctionArgs): Promise<Response> => forward(request);
export const action = ({ request }: ActionFunctionArgs): Promise<Response> => forward(request);
