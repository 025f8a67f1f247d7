/** Words of company names in scripts that put no spaces between words: parted before transliteration glues them together. */

/** Legal forms; they become this word, which the table of legal forms knows. */
export const CJK_MARK = 'cjklegal';
const LEGAL =
  '株式会社 （株） (株) ㈱ 有限会社 （有） (有) ㈲ 合同会社 合資会社 股份有限公司 有限责任公司 有限責任公司 有限公司 股份公司 주식회사 ㈜ (주) （주） 유한회사';
/** One line a concept: the English word, then what is written for it. */
const CONCEPTS = `
group 集团 集團 グループ 그룹
holding 控股 ホールディングス 홀딩스 지주
technology 科技 技术 技術 テクノロジー 테크놀로지
international 国际 國際 国際 インターナショナル 국제
bank 银行 銀行 은행
insurance 保险 保險 保険 보험
electronics 电子 電子 전자
electric 电气 電氣 電気 電機 电器
industry 工业 工業 产业 産業 산업 공업
manufacturing 制造 製造 製作所
trading 贸易 貿易 商事 무역
construction 建设 建設 건설
real_estate 房地产 地产 不動産 부동산
pharma 制药 製薬 医药 제약
food 食品 식품
chemical 化工 化学 화학
auto 汽车 自動車 자동차
logistics 物流 물류
energy 能源 エナジー 에너지
power 电力 電力 전력
steel 钢铁 鋼鐵 製鉄 제철
university 大学 大學 대학교
hospital 医院 醫院 病院 병원
service 服务 サービス 서비스
system 系统 システム 시스템
solution ソリューションズ ソリューション 솔루션
investment 投资 投資 투자
finance 金融 금융
telecom 通信 通讯 통신
network 网络 ネットワーク 네트워크
software 软件 ソフトウェア 소프트웨어
information 信息 情報 정보
beijing 北京
shanghai 上海
shenzhen 深圳
guangzhou 广州 廣州
china 中国 中國
japan 日本 ジャパン
tokyo 東京
osaka 大阪
`;

const CJK = /[\u2e80-\uffdc]/;
const LEGAL_FORMS = new RegExp(alternatives(LEGAL.split(' ')), 'g');
const concepts: ReadonlyMap<string, string> = new Map(
  CONCEPTS.trim()
    .split('\n')
    .flatMap((line) => {
      const [concept = '', ...words] = line.split(' ');
      return words.map((word): [string, string] => [word, concept.replace('_', '')]);
    }),
);
const CONCEPT_WORDS = new RegExp(alternatives([...concepts.keys()]), 'g');

/** The longest first, since an alternative that matches ends the search. */
function alternatives(words: readonly string[]): string {
  return words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replace(/[()]/g, '\\$&'))
    .join('|');
}

/** The text with spaces around legal forms, which become `CJK_MARK`, and around generic words, which become English. Unchanged if it is a legal form only. */
export function withCjkWordsParted(text: string): string {
  if (!CJK.test(text)) return text;
  const parted = text.replace(LEGAL_FORMS, ` ${CJK_MARK} `);
  if (!/[\p{L}\p{N}]/u.test(parted.replaceAll(CJK_MARK, ''))) return text;
  return parted.replace(CONCEPT_WORDS, (word) => ` ${concepts.get(word) ?? word} `);
}
