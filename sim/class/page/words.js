// SPDX-License-Identifier: GPL-3.0-or-later
// Every word of the page, once: English, Korean. {name} is filled in. What a lesson says comes from the lesson.
const TEXTS = {
  other_language: ["한국어", "English"], maru: ["Maru", "마루"], loading: ["One moment …", "잠시만요 …"],
  magpie: ["Magpie", "까치"], pine: ["Pine", "소나무"], tiger: ["Tiger", "호랑이"], moon: ["Moon", "달"],
  wave: ["Wave", "파도"], persimmon: ["Persimmon", "감"], team: ["Team", "팀"],
  practice: ["Practice", "연습"], practice_note: ["Does not count", "점수에 들어가지 않아요"],
  round: ["Round {n}", "{n}라운드"], more_of: ["{value} {unit}", "{value} {unit}"], percent: ["{n} %", "{n} %"],
  less_sign: ["−", "−"], range: ["{low} to {high}", "{low}~{high}"], dot: [" · ", " · "],

  join_title: ["Join the class", "수업 들어가기"], code: ["Room code", "방 번호"], code_hint: ["Six digits, on the wall", "앞 화면의 숫자 여섯 개"],
  name: ["Nickname", "별명"], name_hint: ["Not your real name", "진짜 이름은 쓰지 마세요"], join: ["Join", "들어가기"],
  joining: ["Joining …", "들어가는 중 …"],
  locked_door: ["The teacher has locked the room.", "선생님이 방을 잠갔어요."],
  removed: ["Your seat is gone: the teacher took the name out, or wiped the lesson.", "자리가 없어졌어요. 선생님이 별명을 지웠거나 수업 기록을 모두 지웠어요."],
  wrong_code: ["That is not this room's code. Look at the wall.", "방 번호가 달라요. 앞 화면을 보세요."],
  name_taken: ["Somebody has this nickname. Try another.", "이미 쓰는 별명이에요. 다른 별명을 써 보세요."],
  bad_name: ["This nickname does not work: 1 to 16 letters, nothing rude.", "쓸 수 없는 별명이에요. 1~16자로, 고운 말로 써 주세요."],
  full: ["The room is full. Look on with a neighbour.", "자리가 다 찼어요. 옆 사람과 함께 보세요."],
  locked: ["The teacher has locked the room. Ask to be let in.", "방이 잠겨 있어요. 선생님께 말하세요."],
  closed: ["The time is up: this came too late.", "시간이 끝나서 반영되지 않았어요."],
  stale: ["The class is in another round now.", "수업이 다른 라운드로 넘어갔어요."],
  not_teacher: ["This needs the teacher's key.", "교사용 열쇠가 필요해요."],
  too_many: ["Too fast. Wait a moment, then try again.", "너무 빨라요. 잠깐 기다렸다가 다시 해 보세요."],
  bad: ["This did not work: something in it is out of range.", "범위를 벗어난 값이 있어서 보내지 못했어요."],
  unknown: ["Something went wrong on the teacher's computer.", "선생님 컴퓨터에 문제가 생겼어요."],
  offline: ["No connection to the teacher's computer.", "선생님 컴퓨터와 연결되지 않아요."],

  lobby_title: ["You are in", "들어왔어요"], lobby_team: ["Your team", "우리 팀"], lobby_wait: ["The teacher starts the first round.", "선생님이 첫 라운드를 시작해요."],
  your_guess: ["What do you think?", "어떻게 생각해요?"], guess_private: ["Nobody sees your answer, only how many say what.", "누가 골랐는지는 아무도 몰라요. 몇 명인지만 보여요."],
  yes: ["Yes", "예"], no: ["No", "아니요"], you_said: ["You said: {answer}", "내 대답: {answer}"],
  with_you: ["With you: {names}", "같은 팀: {names}"], alone: ["You are the first of your team.", "우리 팀에서 첫 번째예요."],

  you_are: ["You are", "내 역할"], what_you_know: ["What you know", "아는 것"], levers: ["Your levers", "정할 것"],
  was: ["was {value}", "전에는 {value}"], less: ["Less: {lever}", "줄이기: {lever}"], more: ["More: {lever}", "늘리기: {lever}"],
  theirs: ["Somebody in your team has sent another decision.", "같은 팀에서 다른 결정을 보냈어요."], take_theirs: ["Show it here", "여기에 불러오기"],
  expect_title: ["Before it runs: what do you expect?", "돌리기 전에, 어떻게 될까요?"], move_point: ["Move the point", "점을 움직여 보세요"],
  against_home: ["against nothing left home", "아무것도 집을 나가지 않을 때와 비교"], nothing_left: ["nothing left home", "집 밖으로 안 나감"],
  against_round: ["than in: {round}", "비교: {round}"],
  fewer: ["Fewer", "줄어요"], same: ["Same", "같아요"], greater: ["More", "늘어요"],
  next_predict: ["Next: predict", "다음: 예상하기"], decide: ["Decide", "결정하기"], sending: ["Sending …", "보내는 중 …"],
  decided: ["Decided ✓", "결정했어요 ✓"], decide_again: ["Send the change", "바꾼 것 보내기"], can_change: ["You can change it until the time is up.", "시간이 끝날 때까지 바꿀 수 있어요."],
  has_changed: ["You changed something that is not sent yet.", "아직 보내지 않은 것이 있어요."],
  saved_here: ["Saved here, sent when the connection is back.", "여기에 저장했어요. 연결되면 보낼게요."],
  sent_now: ["Back again: your decision has been sent.", "다시 연결됐어요. 결정을 보냈어요."], back: ["Back again.", "다시 연결됐어요."],
  no_line: ["No connection. Go on: what you decide is saved here and sent when it is back.", "연결이 끊겼어요. 계속하세요. 결정은 여기에 저장했다가 연결되면 보내요."],
  shock_now: ["This happened", "일이 생겼어요"], teacher_says: ["The teacher says", "선생님 말씀"], close_notice: ["Close", "닫기"],
  rewound: ["The teacher went back to: {round}. It is decided again; what came after no longer counts.", "선생님이 되돌렸어요: {round}. 다시 결정해요. 그 뒤의 결과는 세지 않아요."],
  two_tabs: ["You are also here in another tab. Both are the same seat.", "다른 탭에서도 열려 있어요. 둘 다 같은 자리예요."],

  clock: ["Time left", "남은 시간"], left_minute: ["One minute left", "1분 남았어요"], left_half: ["Half a minute left", "30초 남았어요"],
  left_ten: ["Ten seconds left", "10초 남았어요"], time_up: ["Time is up", "시간이 끝났어요"], closing: ["closing", "마감 중"],

  running_title: ["{when} passes", "{when}: 시간이 흘러요"], same_families: ["Every team has the same families, the same cockroaches and the same luck.", "모든 팀이 같은 가족, 같은 바퀴벌레, 같은 운을 만나요."],
  day_of: ["day {day} of {days}", "{days}일 중 {day}일째"], waits: ["Waits for the computer", "차례를 기다려요"], still_computing: ["Still computing; the curve waits.", "아직 계산 중이에요. 곡선이 기다려요."],
  to_result: ["To the result", "결과 보기"], run_failed: ["This run broke off. Nothing you did; the teacher can open the round again.", "계산이 끊겼어요. 여러분 탓이 아니에요. 선생님이 라운드를 다시 열 수 있어요."],
  nobody_decided: ["Nobody in your team decided: what you had before holds.", "아무도 결정하지 않아서 전의 결정을 그대로 써요."],
  today: ["{value} now", "지금 {value}"],

  result_of: ["Result", "결과"], outcome: ["outcome {value}", "결과 {value}"], expected: ["you expected {value}", "예상 {value}"],
  other_luck: ["other luck {low} to {high}", "다른 운 {low}~{high}"], as_expected: ["That is what you expected.", "예상한 대로예요."],
  more_than_expected: ["{value} more than you expected.", "예상보다 {value} 많아요."], less_than_expected: ["{value} less than you expected.", "예상보다 {value} 적어요."],
  no_prediction: ["Your team had predicted nothing.", "우리 팀은 예상하지 않았어요."],
  beside_note: ["{measure}, against nothing left home under the same luck", "{measure}: 같은 운에서 아무것도 집을 나가지 않을 때와 비교"],
  luck_note: ["With the same decisions and other luck it would have been {low} to {high}.", "같은 결정이라도 운이 달랐다면 {low}~{high}였을 거예요."],
  luck_holds: ["What you expected lies within that.", "예상한 값은 그 안에 있어요."], luck_not: ["What you expected lies outside of that.", "예상한 값은 그 밖에 있어요."],
  right_about: ["{measure}: you were right, {answer}.", "{measure}: 맞았어요, {answer}."], wrong_about: ["{measure}: you expected {answer}; it was {truth}.", "{measure}: 예상은 ‘{answer}’, 결과는 ‘{truth}’."],
  was_fewer: ["fewer", "줄었어요"], was_same: ["the same", "같았어요"], was_greater: ["more", "늘었어요"],
  said_fewer: ["fewer", "줄어요"], said_same: ["the same", "같아요"], said_greater: ["more", "늘어요"],
  all_measures: ["All that was counted", "헤아린 것 모두"], before: ["before: {value}", "전에는 {value}"],
  what_decided: ["What your team decided", "우리 팀의 결정"], look_closer: ["Look closer", "더 들여다보기"],
  whole_report: ["The whole report", "보고서 전체"], lua_file: ["This run as a Lua file", "이 실행의 Lua 파일"], one_family: ["One family: why?", "한 가족: 왜 그랬을까요?"],
  family_number: ["Family number", "가족 번호"], look: ["Why?", "왜?"], looking: ["Looking …", "찾는 중 …"], no_such_family: ["No such family here.", "그런 가족은 없어요."],
  next_round_soon: ["The teacher opens the next round.", "선생님이 다음 라운드를 열어요."], as_table: ["As numbers", "숫자로 보기"], day: ["Day", "날"],
  ask_class: ["What would you tell the families?", "가족들에게 뭐라고 말해 줄까요?"],

  scores: ["All teams: {round}", "모든 팀: {round}"], more_better: ["▲ more is better", "▲ 많을수록 좋음"], less_better: ["▼ less is better", "▼ 적을수록 좋음"],
  up: ["more is better", "많을수록 좋음"], down: ["less is better", "적을수록 좋음"],
  star: ["★ best in a measure; none where teams tie", "★ 그 항목에서 가장 나은 팀, 같으면 없음"], best: ["best", "최고"], star_mark: ["★", "★"],
  beside_star: ["* against nothing left home", "* 아무것도 집을 나가지 않을 때와 비교"], luck_line: ["thin line: other luck", "가는 선: 다른 운"],
  levers_shown: ["What each team decided", "팀마다 정한 것"], bot: ["computer", "컴퓨터"],

  end_title: ["What did we find?", "무엇을 알게 되었나요?"], guess_again: ["And now?", "이제는 어떻게 생각해요?"], first_said: ["Before: {answer}", "처음: {answer}"],
  your_rounds: ["What you expected, and what came", "예상과 결과"], worksheet: ["To write down", "적어 보기"], goals: ["What this was about", "이번 수업에서 살핀 것"],
  then: ["before", "처음"], now: ["now", "지금"], votes: ["{n}", "{n}명"],

  scan: ["Scan, or type", "찍거나 입력하세요"], qr: ["QR code to join: {url}", "들어오는 QR 코드: {url}"], here: ["{n} are here", "{n}명 들어왔어요"], here_one: ["1 is here", "1명 들어왔어요"], nobody: ["Nobody is here yet", "아직 아무도 없어요"],
  plan: ["{n} rounds", "{n}라운드"], plan_practice: ["practice, {n} rounds", "연습, {n}라운드"], room_locked: ["The room is locked", "방이 잠겼어요"],
  wall_decide: ["Teams decide", "팀마다 정하는 중"], wall_done: ["{n} of {all} have decided", "{all}팀 중 {n}팀이 정했어요"], no_clock: ["no clock", "시간 제한 없음"],
  wall_curve: ["{measure} so far, {unit}", "지금까지 {measure}, {unit}"], guesses_title: ["Before we begin: {n} have guessed", "시작하기 전에: {n}명이 답했어요"],
  round_over: ["After: {round}", "{round} 다음"],

  console: ["Teacher", "교사"], wall_link: ["Open the wall", "앞 화면 열기"], key_title: ["Teacher's key", "교사용 열쇠"], key_hint: ["The link in the terminal holds it.", "터미널에 나온 링크에 있음"], enter: ["Enter", "들어가기"],
  key_wrong: ["That is not the key.", "열쇠가 맞지 않음"],
  phase_lobby: ["Lobby", "대기"], phase_decide: ["Teams decide", "결정 중"], phase_run: ["Computing", "계산 중"], phase_result: ["Results", "결과"], phase_end: ["Debrief", "마무리"],
  start_practice: ["Start the practice round", "연습 라운드 시작"], start_first: ["Start: {round}", "시작: {round}"], close_now: ["Close now", "지금 마감"], extend: ["One minute more", "1분 더"],
  open_next: ["Open: {round}", "열기: {round}"], end_now: ["Go to the debrief", "마무리로"], run_again: ["Decide this round again", "이 라운드 다시"], computing: ["Runs are being computed", "계산하는 중"],
  show_scores: ["Scores for all", "모두에게 점수"], show_levers: ["Levers for all", "모두에게 결정"], lock: ["Lock the room", "방 잠금"],
  teams_decided: ["{n} of {all} teams have decided", "{all}팀 중 {n}팀 결정"], decided_yes: ["decided", "결정함"], decided_no: ["not yet", "아직"],
  run_waiting: ["waits", "대기"], run_running: ["day {day} of {days}", "{day}/{days}일"], run_done: ["done", "완료"], run_failed_short: ["failed", "실패"],
  predicted: ["expects {value}", "예상 {value}"], players: ["{n} players", "{n}명"], player_one: ["1 player", "1명"], no_players: ["nobody", "아무도 없음"], players_of: ["Players", "학생"],
  rename: ["Rename", "이름 변경"], remove: ["Remove", "내보내기"], new_name: ["New nickname for {name}", "{name}의 새 별명"], save: ["Save", "저장"],
  message: ["Message to all", "모두에게 쪽지"], send: ["Send", "보내기"], sent: ["Sent.", "보냄"], shock: ["An event", "사건"], let_happen: ["Let it happen", "일으키기"], none_now: ["Choose …", "고르기 …"],
  rewind: ["Back to a round", "라운드 되돌리기"], rewind_do: ["Go back …", "되돌리기 …"], rewind_ask: ["Back to: {round}?", "되돌릴까요? {round}"], rewind_text: ["Later rounds no longer count. Teams decide again.", "뒤 라운드는 세지 않고, 팀이 다시 결정함."], rewind_yes: ["Go back", "되돌리기"],
  remove_ask: ["Remove {name}?", "내보낼까요? {name}"], remove_text: ["The seat becomes free. Joining again is possible unless the room is locked.", "자리가 빔. 방이 잠겨 있지 않으면 다시 들어올 수 있음."],
  end_lesson: ["End the lesson …", "수업 끝내기 …"], end_ask: ["End the lesson now?", "지금 수업을 끝낼까요?"], end_text: ["Rounds that are left are not played. Everybody sees all results.", "남은 라운드는 하지 않음. 모두가 모든 결과를 봄."], end_yes: ["End it", "끝내기"],
  wipe: ["Wipe everything …", "모두 지우기 …"], wipe_ask: ["Wipe everything?", "모두 지울까요?"], wipe_text: ["Nicknames, decisions and results are deleted from this computer. Nothing brings them back.", "별명, 결정, 결과를 이 컴퓨터에서 지움. 되살릴 수 없음."], wipe_yes: ["Wipe everything", "모두 지우기"],
  keep_it: ["No, leave it", "아니요"], danger: ["What cannot be undone", "되돌릴 수 없는 일"], now_title: ["Now", "지금"], tell: ["Tell and disturb", "알리기와 사건"], report_of: ["Report", "보고서"], done_it: ["Done.", "완료"],
};

const KEPT = "maru:language";
let language = (localStorage.getItem(KEPT) ?? navigator.language).startsWith("ko") ? "ko" : "en";
export const tongue = () => language;
export function switchLanguage() {
  language = language === "ko" ? "en" : "ko";
  localStorage.setItem(KEPT, language);
}

export const has = key => key in TEXTS;
export function text(key, slots = {}) {
  const pattern = TEXTS[key]?.[language === "ko" ? 1 : 0] ?? key;
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => slots[name] ?? whole);
}
// What a lesson says, in the language of the page.
export const pick = words => words?.[language] ?? words?.en ?? "";
