// SPDX-License-Identifier: GPL-3.0-or-later
// The lesson that the stand-in server plays: "Does it pay to ask the family first?" with six levers, as the real one
// has them.
const t = (en, ko) => ({ en, ko });

const LEVERS = [
    {
        name: "sighting",
        title: t("A robot saw a cockroach. Then?", "로봇이 바퀴벌레를 봤다면?"),
        help: t("Who hears of it.", "누가 알게 되나요."),
        default: "ask",
        choices: [
            {
                value: "ask",
                title: t("Ask", "물어보기"),
                help: t("Ask the family whether a firm may know.", "업체에 알려도 되는지 가족에게 물어봐요."),
            },
            {
                value: "sell",
                title: t("Sell", "팔기"),
                help: t("Sell it to firms without asking.", "묻지 않고 업체에 팔아요."),
            },
            {
                value: "keep",
                title: t("Keep", "두기"),
                help: t("Tell the family, and nobody else.", "가족에게만 알려요."),
            },
        ],
    },
    {
        name: "reward",
        title: t("Thank-you for sharing", "알려 준 가족에게 주는 사례"),
        help: t("What a family that says yes gets. 1 token buys 1 won.", "허락한 가족이 받아요. 1토큰은 1원이에요."),
        least: 0,
        most: 20000,
        step: 1000,
        default: 1000,
        unit: t("tokens", "토큰"),
        counts: { lever: "sighting", is: ["ask"], else: t("Only counts if you ask.", "물어볼 때만 쓰여요.") },
    },
    {
        name: "fee",
        title: t("Price of a lead", "한 건의 값"),
        help: t("What a pest-control firm pays you for one family.", "방역업체가 한 가족에 내는 돈이에요."),
        least: 0,
        most: 50000,
        step: 1000,
        default: 15000,
        unit: t("won", "원"),
        counts: {
            lever: "sighting",
            is: ["ask", "sell"],
            else: t("Only counts if you ask or sell.", "물어보거나 팔 때만 쓰여요."),
        },
    },
    {
        name: "firms",
        title: t("Firms that get it", "받는 업체 수"),
        help: t("All of them may telephone.", "모두 전화할 수 있어요."),
        least: 1,
        most: 5,
        step: 1,
        default: 1,
        unit: t("firm|firms", "곳"),
        counts: { lever: "sighting", is: ["sell"], else: t("Only counts if you sell.", "팔 때만 쓰여요.") },
    },
    {
        name: "alarm",
        title: t("Sightings before an alarm", "알림까지 본 횟수"),
        help: t(
            "Among the last six runs. More: fewer mistakes, later help.",
            "최근 여섯 번 중에서예요. 많을수록 실수는 줄고 도움은 늦어요.",
        ),
        least: 1,
        most: 6,
        step: 1,
        default: 2,
        unit: t("time|times", "번"),
    },
    {
        name: "days",
        title: t("Keep a sighting for", "기록을 두는 기간"),
        help: t("Then it is deleted on the robot.", "지나면 로봇에서 지워요."),
        default: "month",
        choices: [
            { value: "day", title: t("A day", "하루"), help: t("", "") },
            { value: "month", title: t("A month", "한 달"), help: t("", "") },
            { value: "year", title: t("A year", "한 해"), help: t("", "") },
        ],
    },
];

export const LESSON = {
    name: "does_asking_pay",
    title: t("Does asking first pay?", "먼저 물어보면 이득일까?"),
    question: t(
        "Your robot vacuums see cockroaches. Does it pay to ask the family before you sell what they saw?",
        "우리 로봇 청소기가 바퀴벌레를 봤어요. 그 정보를 팔기 전에 가족에게 먼저 물으면 이익일까요?",
    ),
    practice: true,
    rounds: [
        ["Spring", "봄", "March to May", "3월부터 5월"],
        ["Summer", "여름", "June to August", "6월부터 8월"],
        ["Autumn", "가을", "September to November", "9월부터 11월"],
    ].map(([en, ko, from, koFrom]) => ({ title: t(en, ko), months: t(from, koFrom), days: 92, seconds: 180 })),
    roles: [
        {
            name: "maker",
            title: t("The robot maker", "로봇 제조사"),
            levers: LEVERS,
            knows: [
                t(
                    "Your robots raise about 150 cockroach alarms a season.",
                    "로봇이 한 계절에 바퀴벌레를 150번쯤 알려요.",
                ),
                t("You do not know who else has a call on the way.", "다른 업체가 이미 가고 있는지는 몰라요."),
            ],
            predicts: [
                { measure: "profit", least: -5, most: 5, step: 0.1 },
                { measure: "unwanted", direction: true },
            ],
        },
    ],
    measures: [
        {
            name: "profit",
            of: ["money: hanbit", "- tokens: held by households at the end"],
            title: t("Profit", "이익"),
            unit: t("million won", "백만 원"),
            digits: 1,
            better: "more",
            beside: true,
            help: t("What the maker has left.", "제조사에 남은 돈이에요."),
        },
        {
            name: "families",
            of: "bugbye: visits",
            title: t("Families", "가족"),
            unit: t("won a home", "원/집"),
            digits: 0,
            better: "more",
            beside: true,
            help: t("Money and worth of all families, a home.", "가족이 얻은 돈과 가치, 집마다 나눈 값이에요."),
        },
        {
            name: "unwanted",
            of: "bugbye: visits",
            title: t("Unwanted calls", "원치 않은 전화"),
            unit: t("call|calls", "건"),
            digits: 0,
            better: "less",
            beside: false,
            help: t("Calls to families that had not agreed.", "허락하지 않은 가족에게 간 전화예요."),
        },
        {
            name: "unasked",
            of: "bugbye: visits",
            title: t("Data sold unasked", "묻지 않고 판 데이터"),
            unit: t("message|messages", "건"),
            digits: 0,
            better: "less",
            beside: false,
            help: t("Data that left homes without being asked for.", "묻지 않고 집을 나간 데이터예요."),
        },
    ],
    shocks: [
        {
            name: "heat_wave",
            title: t("A heat wave", "폭염"),
            help: t("Three hot weeks: more cockroaches everywhere.", "더운 3주 동안 바퀴벌레가 늘어요."),
        },
        {
            name: "breach",
            title: t("A breach", "유출"),
            help: t("A firm lost what it knew of homes.", "한 업체가 집들의 정보를 잃어버렸어요."),
        },
    ],
    goals: [t("Who gains when data leaves a home, and who decides.", "데이터가 집을 나갈 때 누가 얻고 누가 정하는지.")],
    worksheet: [
        t(
            "One sentence: does asking first pay? For whom, and at which price?",
            "한 문장: 먼저 물으면 이익일까요? 누구에게, 어떤 값일 때 그럴까요?",
        ),
        t(
            "One number that you would show a doubter, and where you found it.",
            "의심하는 친구에게 보여 줄 숫자 하나와, 그 숫자를 찾은 곳",
        ),
        t(
            "One doubt: what would have to be otherwise here for you to be wrong?",
            "의심 하나: 이 세계에서 무엇이 달라지면 우리 답이 틀릴까요?",
        ),
    ],
};
