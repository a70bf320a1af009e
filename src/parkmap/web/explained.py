"""What each error code means, in both languages: the page `/errors/<code>` and docs/errors.md."""

from __future__ import annotations

from typing import Final, NamedTuple


class Explained(NamedTuple):
    """When a code is answered, and what to do about it; `status` is None off the web."""

    status: int | None
    when_en: str
    remedy_en: str
    when_zh: str
    remedy_zh: str

    def told(self, language: str) -> tuple[str, str]:
        """When and what to do, in the language of the page."""
        if language.startswith("zh"):
            return self.when_zh, self.remedy_zh
        return self.when_en, self.remedy_en


EXPLAINED: Final[dict[str, Explained]] = {
    "bad_input": Explained(
        400,
        "what was sent cannot be taken as it is",
        "read the sentence, mend, send again",
        "提交的内容不能直接采用",
        "按提示修改后重新提交",
    ),
    "bad_value": Explained(
        400,
        "a field, a date or a code that is not allowed: an unknown status, a date in "
        "the future, an empty reason",
        "the sentence names the field and what it may hold",
        "字段、日期或代码不符合要求，如未知状态、未来日期、事由为空",
        "提示中写明了字段及可填内容",
    ),
    "bad_geometry": Explained(
        422,
        "a shape that cannot be a boundary: open, crossing itself, outside the world",
        "go to the place that is named; repair it in the program that drew it",
        "图形不能作为界址，如未闭合、自相交、超出范围",
        "到所示位置查看，在原绘图软件中修改",
    ),
    "bad_file": Explained(
        400,
        "a file cut short, or not what its name says",
        "export it again; check that the transfer finished",
        "文件不完整，或与扩展名不符",
        "重新导出，并确认传输完整",
    ),
    "method_not_allowed": Explained(
        405,
        "the address does not take this method; Allow names those it takes",
        "read /api/openapi.json",
        "该地址不支持此请求方法；Allow 列出可用方法",
        "查看 /api/openapi.json",
    ),
    "bad_csrf_token": Explained(
        400,
        "the form token is missing or too old",
        "load the page again, then send it once more",
        "页面令牌缺失或已过期",
        "刷新页面后重新提交",
    ),
    "unsupported_file": Explained(
        415,
        "no reader for this kind of file",
        "save it as GeoJSON or GeoPackage",
        "不支持此类文件",
        "另存为 GeoJSON 或 GeoPackage",
    ),
    "too_large": Explained(
        413,
        "over a limit, which is named",
        "send less at once, or raise the limit in parkmap.toml",
        "超出所示上限",
        "分批提交，或在 parkmap.toml 中调高上限",
    ),
    "not_found": Explained(
        404,
        "there is no such thing, or not for this reader",
        "check the id; sign in if it is internal",
        "没有该内容，或当前用户不可见",
        "核对编号；内部内容请先登录",
    ),
    "sign_in_needed": Explained(
        401,
        "only for people who signed in",
        "sign in",
        "仅限登录用户",
        "请登录",
    ),
    "forbidden": Explained(
        403,
        "signed in, but without the role",
        "ask an administrator for the role",
        "已登录，但角色无此权限",
        "请管理员授予角色",
    ),
    "too_many_requests": Explained(
        429,
        "too many tries in a short time",
        "wait as long as Retry-After says",
        "短时间内尝试过多",
        "按 Retry-After 的时间等待",
    ),
    "unreachable": Explained(
        503,
        "a mail server or a webhook does not answer, or not now",
        "nothing: it is tried again by itself, by the hour for eight days",
        "邮件服务器或消息推送地址暂无响应",
        "无须处理：系统会自动重试，每小时一次，持续八天",
    ),
    "conflict": Explained(
        409,
        "true when it was written, no longer true now",
        "read again, decide again",
        "录入时成立，现已变化",
        "重新查看后再决定",
    ),
    "stale_version": Explained(
        412,
        "somebody changed the parcel since it was read; the answer holds their version",
        "compare, then mark again on top of it",
        "读取之后地块已被他人修改，答复中附其版本",
        "比对后在新版本上重新提交",
    ),
    "missing_version": Explained(
        428,
        "a write did not name the version it saw",
        "send If-Match (or the version of each parcel)",
        "写入时未注明所见版本",
        "请附 If-Match，或每宗地块的版本",
    ),
    "later_entries": Explained(
        409,
        "an entry cannot be undone because later ones stand on it, or not be brought "
        "back because later ones contradict it; they are listed",
        "undo those first, newest first",
        "条目之后另有条目依赖于它，或后来的条目与之矛盾，已逐条列出",
        "先从最新的一条起撤销",
    ),
    "later_facts": Explained(
        409,
        "a retirement, split or merge dated before facts that are recorded for later "
        "days; they are listed",
        "choose a day after them, or undo them first",
        "转为历史、分割或合并的日期早于已记录的后续事实，已逐条列出",
        "选择其后的日期，或先撤销这些条目",
    ),
    "awaits_review": Explained(
        202,
        "nothing is wrong: the change waits for a colleague (proposal is its number), "
        "and is not in the record yet",
        "wait until it is accepted or sent back; sending it again under the same "
        "Idempotency-Key is the same proposal",
        "没有差错：该变更待同事复核（proposal 为编号），尚未记入台账",
        "等待通过或退回；以同一 Idempotency-Key 再次提交仍是同一待复核事项",
    ),
    "unsafe_file": Explained(
        400,
        "the virus scanner that the workspace names refuses the file",
        "do not open it; ask who sent it for a clean one",
        "工作区指定的杀毒程序拒绝该文件",
        "请勿打开，向提供者索取安全的文件",
    ),
    "unconfirmed": Explained(
        409,
        "an unusual change of status (questions says which, and of which parcels) that "
        "was sent without an answer",
        "look at it once more, then send its code in confirmed",
        "状态变化少见，提交时未作确认；questions 列出事项和地块",
        "再核对一次，并在 confirmed 中附上代码",
    ),
    "cannot_merge": Explained(
        409,
        "parcels that differ in holder, use, end of term, mortgage, seizure, status, "
        "park or a fixed offer; each difference is named with both values",
        "settle it first (a mark, a note), or choose other parcels",
        "地块的权利人、用途、终止日期、抵押、查封、状态、园区或固定供地状态不一致，逐项列出两方的值",
        "先处理差异，或另选地块",
    ),
    "workspace_error": Explained(
        500,
        "the folder, the store or the machine does not allow it",
        "read the sentence; parkmap doctor",
        "文件夹、数据库或机器不允许",
        "查看提示；运行 parkmap doctor",
    ),
    "not_a_workspace": Explained(
        500,
        "a folder without what a workspace needs",
        "name the folder with parkmap.toml, or make one with parkmap init",
        "文件夹缺少工作区所需内容",
        "指定含 parkmap.toml 的文件夹，或用 parkmap init 新建",
    ),
    "ledger_missing": Explained(
        500,
        "the boundary files name a ledger that is not in the folder",
        "put parkmap.db back from the backup; parkmap does not begin a second history",
        "界址文件所指的台账不在文件夹中",
        "从备份恢复 parkmap.db；系统不会另起一份历史",
    ),
    "schema_mismatch": Explained(
        500,
        "the store was written by another release",
        "run the release that is named, or upgrade",
        "数据库由其他版本写入",
        "运行所示版本，或升级",
    ),
    "tampered": Explained(
        500,
        "the ledger does not prove itself; the first place is named",
        "stop, keep the folder as it is, restore the last backup that verifies",
        "台账未通过校验，已指出第一处",
        "停止使用，保持文件夹原样，恢复最近一次通过校验的备份",
    ),
    "read_only": Explained(
        503,
        "the folder cannot be written",
        "give the server's user the right to write, or serve a copy",
        "文件夹不可写",
        "给服务用户写权限，或使用副本",
    ),
    "disk_full": Explained(
        507,
        "no room left",
        "free some; reading goes on meanwhile",
        "磁盘已满",
        "清理空间；期间仍可查看",
    ),
    "busy": Explained(
        503,
        "another process holds the record for too long",
        "try again; look for a stuck process",
        "另一进程占用台账过久",
        "请重试；检查是否有卡住的进程",
    ),
    "port_in_use": Explained(
        None,
        "another program listens there",
        "name another port: PORT=9000",
        "该端口已被其他程序占用",
        "改用其他端口：PORT=9000",
    ),
    "error": Explained(
        500,
        "what has no better name; it is logged with its trace",
        "the record is safe; try again, or tell the administrator",
        "没有更具体名称的故障，已记入日志",
        "记录未受影响；请重试，或告知管理员",
    ),
}
