#!/usr/bin/env bash
# Makes the eight recordings that `callfuse demo` plays: the caller's side of made-up calls to a shop, in English and
# Chinese, calm, escalating, angry from the start, and happy and loud. Synthetic voices, no person's; the same bytes on
# every run with the same espeak-ng and sox (1.51 and 14.4.2 made the committed files).
#
#   engine/src/main/demo/make-recordings.sh [OUTPUT_DIRECTORY]
#
# Needs espeak-ng and sox. Without a directory the committed recordings are made anew. Nothing is ever fitted on these
# recordings: when the engine hears one of them wrongly although the model got better, change the recording.
set -euo pipefail

readonly SECONDS_A_CALL=61
readonly MOST_BYTES_IN_ALL=4000000

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=${1:-$here/../resources/io/callfuse/engine/cli/demo}
for tool in espeak-ng sox soxi; do
  command -v "$tool" >/dev/null || { echo "make-recordings: needs $tool (Debian: apt-get install espeak-ng sox)" >&2; exit 1; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"

# call NAME VOICE: begins a call. The words come from `say`, the silence in which the agent speaks from `pause`.
call() {
  name=$1 voice=$2 parts=()
  echo "$name" >&2
}

# pause SECONDS: the other side speaks; this side is quiet.
pause() {
  local part=$work/$name-${#parts[@]}.wav
  sox -R -n -r 22050 -c 1 -b 16 "$part" trim 0 "$1"
  parts+=("$part")
}

# say HOW PITCH SPEED RANGE TEXT: one turn. PITCH 0-99 and SPEED in words a minute are espeak-ng's own; RANGE is the
# width of the melody in % of the voice's own; HOW is the way of the voice (see `voice_effects`).
say() {
  local how=$1 pitch=$2 speed=$3 range=$4 text=$5 part=$work/$name-${#parts[@]}.wav
  espeak-ng -v "$voice" -p "$pitch" -s "$speed" -a 80 -m -w "$work/raw.wav" \
    "<speak><prosody range=\"$range%\">$text</prosody></speak>"
  local effects
  read -r -a effects <<<"$(voice_effects "$how")"
  sox -R "$work/raw.wav" -r 22050 -b 16 "$part" "${effects[@]}"
  parts+=("$part")
}

# What the throat does, in sox's words. Effort makes a voice louder, and raises its treble more than its bass (a pressed
# voice has a flatter spectrum and a narrower dynamic range); ease does the opposite.
voice_effects() {
  case $1 in
    easy) echo "gain -n -15 bass +4 250 treble -5 2500" ;;
    plain) echo "gain -n -13 bass +2 250 treble -2 2500" ;;
    tense) echo "gain -n -12 pitch 90 treble +4 2200 gain -n -9" ;;
    raised) echo "gain -n -6 pitch 170 overdrive 8 10 gain -12 bass -3 300 treble +7 2000 gain -n -6" ;;
    pressed) echo "gain -n -6 pitch 240 overdrive 25 20 gain -14 bass -6 300 treble +10 1800 gain -n -4" ;;
    bright) echo "gain -n -12 bass +8 250 treble -8 2500 gain -n -10" ;;
    *) echo "make-recordings: no voice '$1'" >&2; return 1 ;;
  esac
}

# hang_up SEED: joins the turns, lays the noise of a line under them and writes 8 kHz mu-law of the common length.
hang_up() {
  local joined=$work/$name-joined.wav length rest
  sox -R "${parts[@]}" "$joined"
  length=$(soxi -D "$joined")
  if awk "BEGIN { exit !($length > $SECONDS_A_CALL) }"; then
    echo "make-recordings: $name is $length s long, more than $SECONDS_A_CALL s: shorten a turn" >&2
    return 1
  fi
  # sox draws the same noise on every run; another start in it for each call keeps the calls apart.
  sox -R -n -r 8000 -c 1 -b 16 "$work/noise.wav" synth $((SECONDS_A_CALL + $1)) pinknoise trim "$1" vol 0.004
  rest=$(awk "BEGIN { print $SECONDS_A_CALL - $length }")
  sox -R "$joined" -r 8000 -c 1 "$work/line.wav" gain -1 pad 0 "$rest" trim 0 "$SECONDS_A_CALL" sinc 250-3400
  sox -R -m -v 1 "$work/line.wav" -v 1 "$work/noise.wav" -e mu-law -b 8 "$out/$name.wav"
  printf '  %s s of turns, %s bytes\n' "$length" "$(stat -c %s "$out/$name.wav")" >&2
}

call en-calm en-us+m2
pause 2.2
say easy 32 150 100 "Hello, good morning. I would like to ask about the parcel I ordered last week."
pause 4.2
say easy 32 148 100 "Yes, of course. The order number is four four seven one, two zero nine."
pause 4.4
say easy 32 146 95 "It was a small lamp for the desk, and a box of light bulbs."
pause 5
say easy 32 150 100 "I see. So it will arrive on Thursday, sometime in the afternoon."
pause 4
say easy 32 148 95 "That is fine, somebody will be at home. Could you leave it with the neighbour if not?"
pause 4.2
say easy 32 148 100 "Thank you, that is very kind of you. No, that is all for today."
pause 1.5
say easy 32 146 95 "Have a nice day. Goodbye."
hang_up 1

call en-escalating en-us+m2
pause 1.5
say plain 38 150 90 "Hello. I am calling about a washing machine that was to come on Monday."
pause 3
say plain 39 152 90 "The number is eight one five, three three zero. I waited at home all day."
pause 3
say tense 44 160 100 "No, I was told that already, and nobody came."
pause 1.8
say raised 58 186 120 "This is the third time I have to explain it! I took a day off work, and nobody even called me!"
pause 1.2
say pressed 68 200 130 "No, I do not want to wait any longer! You promised me Monday, and then Tuesday, and now you say there is no order!"
pause 1
say pressed 72 208 135 "I want my money back, and I want it today! Do you hear me? Every single time it is the same excuse!"
pause 1
say pressed 74 210 140 "Stop telling me to calm down! Give me somebody who can decide something! Right now!"
pause 1
say pressed 74 210 140 "I have paid six hundred for nothing! This is not acceptable! I will not hang up until somebody helps me!"
hang_up 2

call en-angry en-us+f4
pause 1.2
say pressed 66 198 130 "Finally! I have been waiting for forty minutes! Do you know how long that is?"
pause 1.5
say pressed 68 202 130 "You have charged my card twice! Twice! And nobody answers my letters!"
pause 1.5
say pressed 70 205 135 "No, I will not spell my name again! You have it there in front of you!"
pause 1.2
say pressed 70 206 135 "I have called five times this week, and every time somebody tells me a different story!"
pause 1.2
say pressed 72 208 140 "I want that money back today, do you understand? Not next week! Today!"
pause 1.2
say pressed 72 208 140 "That is not an answer! Who is in charge there? Put me through to somebody who can do something!"
pause 1.2
say pressed 72 208 140 "This is outrageous! I have never been treated like this! Never!"
pause 1.4
say pressed 72 206 140 "Do not read that to me again! I know what is written there, and it helps nobody!"
pause 1.4
say pressed 72 208 140 "I sent you everything you asked for! Twice! The receipt, the letter, all of it!"
pause 1.4
say pressed 72 208 140 "Then find somebody! I am not going away! You took my money, and you will give it back!"
hang_up 3

call en-happy en-us+f2
pause 1.4
say bright 58 168 190 "Oh hello! Good news, the little piano has arrived, and it is wonderful!"
pause 3
say bright 60 168 200 "Yes! My daughter has been playing on it all morning, she is so happy!"
pause 3.5
say bright 56 166 190 "You were right about the bench as well, it fits perfectly. What a lovely colour!"
pause 3.5
say bright 60 168 200 "Ha ha, no, no, nothing is wrong at all! I only wanted to say thank you!"
pause 3
say bright 58 168 190 "And my mother would love to have one too! Can I order a second one, in blue?"
pause 4
say bright 58 166 195 "Marvellous! Then she will have it for her birthday. Oh, she will be delighted!"
pause 3
say bright 56 166 190 "You have made our whole week. Thank you so much, and have a wonderful day! Bye bye!"
hang_up 4

# Debian's espeak-ng reads Mandarin from pinyin, not from characters.
call zh-calm cmn-latn-pinyin+f2
pause 2
# 你好，我想问一下上个星期订的包裹。
say plain 44 205 100 "ni3 hao3, wo3 xiang3 wen4 yi2 xia4 shang4 ge5 xing1 qi1 ding4 de5 bao1 guo3."
pause 4.5
# 好的，订单号码是四四七一，二零九。
say plain 44 205 100 "hao3 de5, ding4 dan1 hao4 ma3 shi4 si4 si4 qi1 yi1, er4 ling2 jiu3."
pause 5.5
# 是一个小台灯，还有一盒灯泡，一共两件。
say easy 43 200 95 "shi4 yi2 ge5 xiao3 tai2 deng1, hai2 you3 yi4 he2 deng1 pao4, yi2 gong4 liang3 jian4."
pause 5
# 明白了，那就是星期四下午送到，对吗？
say plain 44 205 100 "ming2 bai2 le5, na4 jiu4 shi4 xing1 qi1 si4 xia4 wu3 song4 dao4, dui4 ma5?"
pause 5
# 没有关系，家里有人。如果没有人，请放在邻居那里。
say easy 43 202 95 "mei2 you3 guan1 xi5, jia1 li3 you3 ren2. ru2 guo3 mei2 you3 ren2, qing3 fang4 zai4 lin2 ju1 na4 li3."
pause 4.5
# 可以，地址没有变，还是原来的那个地址。
say plain 44 202 100 "ke3 yi3, di4 zhi3 mei2 you3 bian4, hai2 shi4 yuan2 lai2 de5 na4 ge5 di4 zhi3."
pause 4
# 好的，谢谢你，没有别的事情了，再见。
say easy 43 200 95 "hao3 de5, xie4 xie5 ni3, mei2 you3 bie2 de5 shi4 qing5 le5, zai4 jian4."
hang_up 5

call zh-escalating cmn-latn-pinyin+m2
pause 1.5
# 你好，我打电话是问洗衣机的事情，说好星期一送来的。
say plain 40 205 95 "ni3 hao3, wo3 da3 dian4 hua4 shi4 wen4 xi3 yi1 ji1 de5 shi4 qing5, shuo1 hao3 xing1 qi1 yi1 song4 lai2 de5."
pause 3
# 号码是八一五，三三零。我在家里等了一整天。
say plain 40 208 95 "hao4 ma3 shi4 ba1 yi1 wu3, san1 san1 ling2. wo3 zai4 jia1 li3 deng3 le5 yi4 zheng3 tian1."
pause 3
# 不对，这些话我已经听过了，根本没有人来。
say tense 46 220 105 "bu2 dui4, zhe4 xie1 hua4 wo3 yi3 jing1 ting1 guo4 le5, gen1 ben3 mei2 you3 ren2 lai2."
pause 1.8
# 这已经是第三次了！我请了一天的假，连一个电话都没有！
say raised 58 258 125 "zhe4 yi3 jing1 shi4 di4 san1 ci4 le5! wo3 qing3 le5 yi4 tian1 de5 jia4, lian2 yi2 ge5 dian4 hua4 dou1 mei2 you3!"
pause 1.2
# 我不想再等了！你们先说星期一，又说星期二，现在又说没有订单！
say pressed 68 275 135 "wo3 bu4 xiang3 zai4 deng3 le5! ni3 men5 xian1 shuo1 xing1 qi1 yi1, you4 shuo1 xing1 qi1 er4, xian4 zai4 you4 shuo1 mei2 you3 ding4 dan1!"
pause 1
# 我要退款，今天就要退款！你听见没有？每一次都是同样的借口！
say pressed 72 280 140 "wo3 yao4 tui4 kuan3, jin1 tian1 jiu4 yao4 tui4 kuan3! ni3 ting1 jian4 mei2 you3? mei3 yi2 ci4 dou1 shi4 tong2 yang4 de5 jie4 kou3!"
pause 1
# 不要叫我冷静！马上找一个能负责的人来！马上！
say pressed 74 284 145 "bu2 yao4 jiao4 wo3 leng3 jing4! ma3 shang4 zhao3 yi2 ge5 neng2 fu4 ze2 de5 ren2 lai2! ma3 shang4!"
pause 1
# 我付了六百块钱，什么都没有收到！这太过分了！没有人解决，我就不挂电话！
say pressed 74 284 145 "wo3 fu4 le5 liu4 bai3 kuai4 qian2, shen2 me5 dou1 mei2 you3 shou1 dao4! zhe4 tai4 guo4 fen4 le5! mei2 you3 ren2 jie3 jue2, wo3 jiu4 bu2 gua4 dian4 hua4!"
pause 1
# 你们到底什么时候解决？给我一个明确的时间！我要投诉！
say pressed 74 284 145 "ni3 men5 dao4 di3 shen2 me5 shi2 hou5 jie3 jue2? gei3 wo3 yi2 ge5 ming2 que4 de5 shi2 jian1! wo3 yao4 tou2 su4!"
hang_up 6

call zh-angry cmn-latn-pinyin+f1
pause 1.2
# 终于有人接了！我等了四十分钟！你知道四十分钟有多久吗？
say pressed 66 268 135 "zhong1 yu2 you3 ren2 jie1 le5! wo3 deng3 le5 si4 shi2 fen1 zhong1! ni3 zhi1 dao4 si4 shi2 fen1 zhong1 you3 duo1 jiu3 ma5?"
pause 1.6
# 你们扣了我两次钱！两次！写信也没有人回答！
say pressed 68 272 135 "ni3 men5 kou4 le5 wo3 liang3 ci4 qian2! liang3 ci4! xie3 xin4 ye3 mei2 you3 ren2 hui2 da2!"
pause 1.8
# 不，我不要再说一遍名字！你面前就有！
say pressed 70 275 140 "bu4! wo3 bu2 yao4 zai4 shuo1 yi2 bian4 ming2 zi5! ni3 mian4 qian2 jiu4 you3!"
pause 1.6
# 这个星期我打了五次电话，每一次说的都不一样！
say pressed 70 278 140 "zhe4 ge5 xing1 qi1 wo3 da3 le5 wu3 ci4 dian4 hua4, mei3 yi2 ci4 shuo1 de5 dou1 bu4 yi2 yang4!"
pause 1.6
# 今天就把钱退给我，明白吗？不是下个星期，是今天！
say pressed 72 280 145 "jin1 tian1 jiu4 ba3 qian2 tui4 gei3 wo3, ming2 bai2 ma5? bu2 shi4 xia4 ge5 xing1 qi1, shi4 jin1 tian1!"
pause 1.6
# 这不是回答！谁负责？叫一个能解决问题的人来！
say pressed 72 280 145 "zhe4 bu2 shi4 hui2 da2! shei2 fu4 ze2? jiao4 yi2 ge5 neng2 jie3 jue2 wen4 ti2 de5 ren2 lai2!"
pause 1.6
# 太过分了！我从来没有见过这样的服务！从来没有！
say pressed 72 280 145 "tai4 guo4 fen4 le5! wo3 cong2 lai2 mei2 you3 jian4 guo4 zhe4 yang4 de5 fu2 wu4! cong2 lai2 mei2 you3!"
pause 1.6
# 不要再念给我听了！那上面写的东西我都知道，一点用都没有！
say pressed 72 278 145 "bu2 yao4 zai4 nian4 gei3 wo3 ting1 le5! na4 shang4 mian4 xie3 de5 dong1 xi5 wo3 dou1 zhi1 dao4, yi4 dian3 yong4 dou1 mei2 you3!"
pause 1.6
# 你们要的东西我全都寄了！寄了两次！收据，信，什么都有！
say pressed 72 280 145 "ni3 men5 yao4 de5 dong1 xi5 wo3 quan2 dou1 ji4 le5! ji4 le5 liang3 ci4! shou1 ju4, xin4, shen2 me5 dou1 you3!"
pause 1.6
# 我还要等多久？一个小时？一个星期？你告诉我！
say pressed 72 280 145 "wo3 hai2 yao4 deng3 duo1 jiu3? yi2 ge5 xiao3 shi2? yi2 ge5 xing1 qi1? ni3 gao4 su4 wo3!"
pause 1.6
# 那就去找！我不会走的！你们拿了我的钱，就要还给我！马上还给我！
say pressed 72 280 145 "na4 jiu4 qu4 zhao3! wo3 bu2 hui4 zou3 de5! ni3 men5 na2 le5 wo3 de5 qian2, jiu4 yao4 huan2 gei3 wo3! ma3 shang4 huan2 gei3 wo3!"
hang_up 7

call zh-happy cmn-latn-pinyin+f2
pause 1.4
# 你好你好！告诉你一个好消息，小钢琴收到了，太漂亮了！
say bright 56 222 190 "ni3 hao3 ni3 hao3! gao4 su4 ni3 yi2 ge5 hao3 xiao1 xi5, xiao3 gang1 qin2 shou1 dao4 le5, tai4 piao4 liang4 le5!"
pause 3.5
# 是啊！我女儿弹了一个上午，她高兴极了！
say bright 58 222 200 "shi4 a5! wo3 nv3 er2 tan2 le5 yi2 ge5 shang4 wu3, ta1 gao1 xing4 ji2 le5!"
pause 4
# 你推荐的凳子也正合适，颜色真好看！
say bright 55 220 190 "ni3 tui1 jian4 de5 deng4 zi5 ye3 zheng4 he2 shi4, yan2 se4 zhen1 hao3 kan4!"
pause 4
# 哈哈，没有没有，什么问题都没有！我就是想谢谢你！
say bright 58 222 200 "ha1 ha1, mei2 you3 mei2 you3, shen2 me5 wen4 ti2 dou1 mei2 you3! wo3 jiu4 shi4 xiang3 xie4 xie5 ni3!"
pause 3.5
# 我妈妈也想要一个！可以再订一个蓝色的吗？
say bright 56 222 190 "wo3 ma1 ma5 ye3 xiang3 yao4 yi2 ge5! ke3 yi3 zai4 ding4 yi2 ge5 lan2 se4 de5 ma5?"
pause 4
# 太好了！那正好赶上她的生日，她一定非常喜欢！
say bright 57 220 195 "tai4 hao3 le5! na4 zheng4 hao3 gan3 shang4 ta1 de5 sheng1 ri4, ta1 yi2 ding4 fei1 chang2 xi3 huan5!"
pause 3.5
# 真的谢谢你，我们全家都很开心！祝你今天愉快，再见！
say bright 55 220 190 "zhen1 de5 xie4 xie5 ni3, wo3 men5 quan2 jia1 dou1 hen3 kai1 xin1! zhu4 ni3 jin1 tian1 yu2 kuai4, zai4 jian4!"
hang_up 8

total=$(cat "$out"/*.wav | wc -c)
if [ "$total" -gt "$MOST_BYTES_IN_ALL" ]; then
  echo "make-recordings: $total bytes in all, more than $MOST_BYTES_IN_ALL" >&2
  exit 1
fi
echo "$total bytes in $out" >&2
