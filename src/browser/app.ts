/** On every page. Each part does nothing where its attribute is absent, and nothing here is needed to go on. */
import { autosave } from './parts/autosave.js';
import { focusErrors } from './parts/errors.js';
import { checkFiles } from './parts/files.js';
import { closeMenus } from './parts/menus.js';
import { refreshWork } from './parts/refresh.js';
import { submitOnce } from './parts/submit-once.js';
import { selectRows } from './parts/table.js';

focusErrors();
submitOnce();
autosave();
checkFiles();
closeMenus();
selectRows();
refreshWork();
