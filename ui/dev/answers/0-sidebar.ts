import type { Answers } from '../../src/lib/backend/fake';
import { sidebarAnswers } from '../../src/lib/testdata';

// The other files come after this one and may answer better.
export default sidebarAnswers satisfies Answers;
